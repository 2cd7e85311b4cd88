// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Phase = ConnectionState::Phase;

class ClientMessagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joiningHoldsTheNewestPage()
    {
        World world(120);
        ENTER(world);
        QCOMPARE(world.log().last(), Seq{120});
        QVERIFY(world.log().hasOlder());
        QCOMPARE(world.client.room(lobby)->unread(), 0);
        world.client.setInterest(lobby, Interest::Watched);
        world.client.loadOlder(lobby);
        world.client.loadOlder(lobby);
        QTRY_COMPARE(world.log().first(), Seq{1});
        QVERIFY(!world.log().hasOlder());
        QCOMPARE(world.server.received<protocol::GetHistory>().size(), 1);
    }

    void reconnectingResumesWhereItWas()
    {
        World world(3);
        ENTER(world);
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        QVERIFY(world.client.state().retryAt.isValid());
        for (int i = 4; i <= 6; ++i)
            world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"message %1"_s.arg(i));
        QSignalSpy changed(&world.client, &ChatClient::logChanged);
        world.server.start();
        QTRY_VERIFY(world.isIn(lobby));
        QCOMPARE(world.server.received<protocol::JoinRoom>().last().after, std::optional(Seq{3}));
        QCOMPARE(world.log().first(), Seq{1});
        QCOMPARE(world.log().last(), Seq{6});
        QCOMPARE(world.client.room(lobby)->unread(), 3);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][1].value<LogChange>(), (LogChange{LogChange::Kind::Appended, 3}));
    }

    void gaps_data()
    {
        QTest::addColumn<Interest>("interest");
        QTest::addColumn<int>("missed");
        QTest::addColumn<bool>("isFilled");
        QTest::newRow("a short one is filled") << Interest::Background << 37 << true;
        QTest::newRow("a wide one of a room that nobody sees is not")
            << Interest::Background << 1001 << false;
        QTest::newRow("a wide one of a room on the screen is") << Interest::Watched << 4900 << true;
        QTest::newRow("one that is too wide is not") << Interest::Watched << 5001 << false;
    }

    void gaps()
    {
        QFETCH(Interest, interest);
        QFETCH(int, missed);
        QFETCH(bool, isFilled);
        World world(3);
        ENTER(world);
        world.client.setInterest(lobby, interest);
        world.server.replayLimit = 10;
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        for (int i = 4; i < 4 + missed; ++i)
            world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"message %1"_s.arg(i));
        QList<LogChange::Kind> kinds;
        connect(&world.client, &ChatClient::logChanged, this,
                [&](const RoomId &, const LogChange &change) { kinds.append(change.kind); });
        world.server.start();
        QTRY_COMPARE(world.log().last(), Seq{3 + missed});
        QCOMPARE(kinds.contains(LogChange::Kind::Replaced), !isFilled);
        QCOMPARE(world.client.room(lobby)->unread(), missed);
        QVERIFY(world.log().follows());
        const auto pages = world.server.received<protocol::GetHistory>().size();
        QCOMPARE(pages, isFilled ? (missed + 199) / 200 : 0);
    }

    void anEventThatWentMissingIsFetched()
    {
        World world(3);
        ENTER(world);
        const auto ana = FakeServer::person(u"Ana"_s);
        world.server.post(u"lobby"_s, ana, u"lost"_s, FakeServer::FanOut::No);
        world.server.post(u"lobby"_s, ana, u"arrived"_s);
        QTRY_COMPARE(world.log().lastSeq(), Seq{5});
        QCOMPARE(world.log().last(), Seq{3});
        QTRY_COMPARE(world.texts().last(), u"arrived"_s);
        QCOMPARE(world.texts().mid(3), QStringList({u"lost"_s, u"arrived"_s}));
    }

    void aRoomLineThatTellsOfMoreFetchesIt()
    {
        World world(3);
        ENTER(world);
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"unsent"_s,
                          FakeServer::FanOut::No);
        world.server.send(protocol::RoomChanged{world.server.room(u"lobby"_s).summary});
        QTRY_COMPARE(world.log().last(), Seq{4});
    }

    void ownMessagesAppearAtOnceAndSettleOnce()
    {
        World world;
        ENTER(world);
        QSignalSpy added(&world.client, &ChatClient::pendingAdded);
        QSignalSpy removed(&world.client, &ChatClient::pendingRemoved);
        const auto id = world.client.send(lobby, u"Hello"_s);
        QVERIFY(id.ok());
        QCOMPARE(added.count(), 1);
        QCOMPARE(world.client.outbox().messages(lobby).size(), 1);
        QTRY_COMPARE(removed.count(), 1);
        QCOMPARE(world.texts(), QStringList{u"Hello"_s});
        QCOMPARE(world.log().events().last().clientId, *id);
        QVERIFY(world.client.outbox().messages(lobby).isEmpty());
        QCOMPARE(world.client.room(lobby)->unread(), 0);
    }

    void theAcknowledgementAloneIsEnough()
    {
        World world;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (post)
                world.server.send(protocol::Posted{post->id, post->room, post->clientId, Seq{1},
                                                   Timestamp{5000}});
            return post != nullptr;
        };
        ENTER(world);
        QVERIFY(world.client.send(lobby, u"Hello"_s).ok());
        QTRY_COMPARE(world.texts(), QStringList{u"Hello"_s});
        QVERIFY(world.client.outbox().messages(lobby).isEmpty());
    }

    void whatIsWrittenOfflineGoesOutInOrder()
    {
        World world;
        ENTER(world);
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        QStringList written;
        for (int i = 0; i < 20; ++i) {
            written.append(u"offline %1"_s.arg(i));
            QVERIFY(world.client.send(lobby, written.last()).ok());
        }
        QCOMPARE(world.client.outbox().unsentCount(), 20);
        world.server.start();
        QTRY_COMPARE(world.texts(), written);
        QCOMPARE(world.client.outbox().unsentCount(), 0);
    }

    void aMessageWhoseAnswerWasLostIsNotDoubled()
    {
        World world;
        ENTER(world);
        bool dropped = false;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (!post || std::exchange(dropped, true))
                return false;
            // It is stored, and the connection breaks before anyone hears of it.
            auto event = world.server.post(u"lobby"_s, world.client.self(), post->text,
                                           FakeServer::FanOut::No);
            world.server.room(u"lobby"_s).events.last().clientId = post->clientId;
            world.server.dropConnections();
            return true;
        };
        QVERIFY(world.client.send(lobby, u"once"_s).ok());
        QVERIFY(world.client.send(lobby, u"then"_s).ok());
        QTRY_COMPARE(world.texts(), QStringList({u"once"_s, u"then"_s}));
        QCOMPARE(world.client.outbox().messages(lobby).size(), 0);
    }

    void aFailureStaysWithItsMessage()
    {
        World world;
        bool refuses = true;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (!post || !refuses)
                return false;
            world.server.send(
                protocol::Error{post->id, ErrorCode::StorageFailed, u"Disk full."_s, {}, {}});
            return true;
        };
        ENTER(world);
        QSignalSpy changed(&world.client, &ChatClient::pendingChanged);
        const auto id = *world.client.send(lobby, u"Hello"_s);
        QTRY_COMPARE(changed.count(), 1);
        QCOMPARE(world.client.outbox().find(lobby, id)->state, PendingMessage::State::Failed);
        refuses = false;
        world.client.retryMessage(lobby, id);
        QTRY_COMPARE(world.texts(), QStringList{u"Hello"_s});
    }

    void aFailureCanBeDiscarded()
    {
        World world;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (post)
                world.server.send(
                    protocol::Error{post->id, ErrorCode::StorageFailed, u"Disk full."_s, {}, {}});
            return post != nullptr;
        };
        ENTER(world);
        const auto id = *world.client.send(lobby, u"Hello"_s);
        QTRY_COMPARE(world.client.outbox().find(lobby, id)->state, PendingMessage::State::Failed);
        QSignalSpy removed(&world.client, &ChatClient::pendingRemoved);
        world.client.discardMessage(lobby, id);
        QCOMPARE(removed.count(), 1);
        QVERIFY(world.client.outbox().messages(lobby).isEmpty());
    }

    void whatWaitsForARoomThatWeLeftHasFailed()
    {
        World world;
        ENTER(world);
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        const auto id = *world.client.send(lobby, u"too late"_s);
        world.client.leaveRoom(lobby);
        world.server.start();
        QTRY_COMPARE(world.client.room(lobby)->membership, Membership::Outside);
        QCOMPARE(world.client.outbox().find(lobby, id)->state, PendingMessage::State::Failed);
        QCOMPARE(world.client.outbox().unsentCount(), 0);
    }

    void aHastyWriterWaitsAndKeepsTheOrder()
    {
        World world;
        int refusals = 3;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *post = std::get_if<protocol::PostMessage>(&message);
            if (!post || refusals-- <= 0)
                return false;
            world.server.send(
                protocol::Error{post->id, ErrorCode::RateLimited, u"Too fast."_s, {}, 10});
            return true;
        };
        ENTER(world);
        for (int i = 0; i < 5; ++i)
            QVERIFY(world.client.send(lobby, QString::number(i)).ok());
        QTRY_COMPARE(world.texts(), QStringList({u"0"_s, u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    }

    void aRoomThatTheServerHasNoTimeForIsJoinedLater()
    {
        World world;
        ENTER(world);
        int refusals = 1;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *join = std::get_if<protocol::JoinRoom>(&message);
            if (!join || refusals-- <= 0)
                return false;
            world.server.send(
                protocol::Error{join->id, ErrorCode::RateLimited, u"Too fast."_s, {}, 10});
            return true;
        };
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        world.server.start();
        QTRY_VERIFY(refusals <= 0);
        QVERIFY(world.client.room(lobby)->isJoined());
        QTRY_VERIFY(world.client.room(lobby)->isLive);
        QVERIFY(world.client.room(lobby)->isJoined());
    }

    void unreadMessagesAreCountedUntilRead()
    {
        World world(2);
        ENTER(world);
        const auto ana = FakeServer::person(u"Ana"_s);
        world.server.post(u"lobby"_s, ana, u"one"_s);
        world.server.post(u"lobby"_s, ana, u"two"_s);
        QTRY_COMPARE(world.client.room(lobby)->unread(), 2);
        QCOMPARE(world.client.room(lobby)->summary.lastText, u"two"_s);
        world.client.markRead(lobby);
        QCOMPARE(world.client.room(lobby)->unread(), 0);
    }

    void aLongLogIsThinnedFarFromTheEye()
    {
        World world(2500);
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        while (world.log().first() > Seq{1}) {
            const auto before = world.log().first();
            world.client.lookAt(lobby, before);
            world.client.loadOlder(lobby);
            QTRY_VERIFY(world.log().first() < before);
            QVERIFY(world.log().events().size() <= 1000);
        }
        QVERIFY(world.log().hasNewer());
        QVERIFY(!world.log().follows());
        world.server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"new"_s);
        QTRY_COMPARE(world.log().lastSeq(), Seq{2501});
        QCOMPARE(world.log().first(), Seq{1});
        world.client.jumpToLatest(lobby);
        QTRY_COMPARE(world.log().last(), Seq{2501});
        QVERIFY(world.log().follows());
    }

    void aRoomInTheBackgroundHoldsLittle()
    {
        World world(500);
        ENTER(world);
        world.client.setInterest(lobby, Interest::Watched);
        world.client.loadOlder(lobby);
        QTRY_VERIFY(world.log().events().size() > 100);
        world.client.setInterest(lobby, Interest::Background);
        QVERIFY(world.log().events().size() <= 60);
        QCOMPARE(world.log().last(), Seq{500});
    }
};

QTEST_GUILESS_MAIN(ClientMessagesTest)
#include "tst_clientmessages.moc"
