// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/localdata.h"
#include "fakeworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using Phase = ConnectionState::Phase;

/// A client that begins with what an earlier run left on the disk.
class OfflineTest final : public QObject
{
    Q_OBJECT

private:
    struct Run {
        explicit Run(const QString &folder) : profile(folder) {}
        Profile profile;
        ChatClient client{&profile, FakeServer::quickTiming()};

        [[nodiscard]] const RoomLog &log() const { return client.room(lobby)->log; }
    };

    /// Reads the newest page and goes.
    void visit(FakeServer &server, const QString &folder)
    {
        Run run(folder);
        run.client.connectTo(server.address(), u"Me"_s);
        run.client.joinNamedRoom(u"Lobby"_s);
        QTRY_VERIFY(run.client.room(lobby) && run.client.room(lobby)->isLive);
        run.client.setInterest(lobby, Interest::Watched);
        run.client.setLastRoom(lobby);
        run.client.loadOlder(lobby);
        QTRY_VERIFY(!run.client.room(lobby)->loadingOlder);
    }

private Q_SLOTS:
    void roomsAndHistoryAreThereWithoutAConnection()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 180);
        visit(server, folder.path());
        server.stop();

        Run run(folder.path());
        QSignalSpy reset(&run.client, &ChatClient::roomsReset);
        QVERIFY(run.client.open(server.address(), u"Me"_s));
        QCOMPARE(reset.count(), 1);
        QCOMPARE(run.client.state().phase, Phase::Disconnected);
        QCOMPARE(run.client.serverName(), u"fake/1"_s);
        QCOMPARE(run.client.self().name, u"Me"_s);
        QCOMPARE(run.client.lastRoom(), lobby);
        QVERIFY(run.client.room(lobby)->isJoined());
        QCOMPARE(run.client.room(lobby)->summary.lastText, u"message 180"_s);
        run.client.setInterest(lobby, Interest::Watched);
        QCOMPARE(run.log().last(), Seq{180});
        QCOMPARE(run.log().events().size(), 50);
        // 50 came at the join, a page of 100 was loaded then.
        run.client.loadOlder(lobby);
        QTRY_COMPARE(run.log().first(), Seq{31});
        QVERIFY(run.log().hasOlder());
        run.client.loadOlder(lobby);
        QVERIFY(!run.client.room(lobby)->loadingOlder);

        const auto id = run.client.send(lobby, u"from the tunnel"_s);
        QVERIFY(id.ok());
        run.client.connectTo(server.address(), u"Me"_s);
        QTRY_COMPARE(run.client.state().phase, Phase::Waiting);
        QCOMPARE(run.client.outbox().unsentCount(), 1);
        QList<LogChange::Kind> kinds;
        connect(&run.client, &ChatClient::logChanged, this,
                [&](const RoomId &, const LogChange &change) { kinds.append(change.kind); });
        server.post(lobby.value(), FakeServer::person(u"Ana"_s), u"meanwhile"_s);
        server.start();
        QTRY_COMPARE(run.log().last(), Seq{182});
        QCOMPARE(run.log().events().last().clientId, *id);
        QCOMPARE(kinds, QList({LogChange::Kind::Appended, LogChange::Kind::Appended}));
        QCOMPARE(reset.count(), 1);
        QCOMPARE(server.received<protocol::JoinRoom>().last().after, std::optional(Seq{180}));
        run.client.loadOlder(lobby);
        QTRY_COMPARE(run.log().first(), Seq{1});
    }

    void roomsThatAreNotLookedAtGoOnFromTheirLastEvent()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 80);
        visit(server, folder.path());
        Run run(folder.path());
        run.client.connectTo(server.address(), u"Me"_s);
        QTRY_VERIFY(run.client.room(lobby)->isLive);
        QCOMPARE(server.received<protocol::JoinRoom>().last().after, std::optional(Seq{80}));
        QCOMPARE(run.log().events().size(), 1);
        const auto pages = server.received<protocol::GetHistory>().size();
        run.client.setInterest(lobby, Interest::Watched);
        QCOMPARE(run.log().events().size(), 50);
        QCOMPARE(server.received<protocol::GetHistory>().size(), pages);
    }

    void otherDataThrowTheCacheAwayAndNotTheOutbox()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 30);
        visit(server, folder.path());
        server.stop();
        {
            Run run(folder.path());
            QVERIFY(run.client.open(server.address(), u"Me"_s));
            QVERIFY(run.client.send(lobby, u"kept"_s).ok());
        }
        server.epoch = u"epochtwo"_s;
        server.addRoom(lobby.value(), u"Lobby"_s, 2);
        server.start();
        {
            Run run(folder.path());
            run.client.connectTo(server.address(), u"Me"_s);
            run.client.setInterest(lobby, Interest::Watched);
            QTRY_COMPARE(run.log().last(), Seq{3});
            QCOMPARE(run.log().events().last().text, u"kept"_s);
            QCOMPARE(run.log().first(), Seq{1});
        }
        server.stop();
        Run run(folder.path());
        QVERIFY(run.client.open(server.address(), u"Me"_s));
        run.client.setInterest(lobby, Interest::Watched);
        QCOMPARE(run.log().last(), Seq{3});
        QCOMPARE(run.log().first(), Seq{1});
    }

    void whatFailedStaysFailedAndCanBeTriedAgain()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 1);
        visit(server, folder.path());
        ClientId id;
        {
            Run run(folder.path());
            server.intercept = [&](const protocol::ClientMessage &message) {
                const auto *post = std::get_if<protocol::PostMessage>(&message);
                if (post)
                    server.send(
                        protocol::Error{post->id, ErrorCode::StorageFailed, u"No."_s, {}, {}});
                return post != nullptr;
            };
            run.client.connectTo(server.address(), u"Me"_s);
            id = *run.client.send(lobby, u"again"_s);
            QTRY_COMPARE(run.client.outbox().find(lobby, id)->state, PendingMessage::State::Failed);
        }
        server.intercept = {};
        Run run(folder.path());
        run.client.connectTo(server.address(), u"Me"_s);
        QTRY_VERIFY(run.client.room(lobby)->isLive);
        QCOMPARE(run.client.outbox().find(lobby, id)->error.code, ErrorCode::StorageFailed);
        run.client.retryMessage(lobby, id);
        QTRY_COMPARE(server.room(lobby.value()).events.last().clientId, id);
    }

    void draftsAreKeptAndGoWithTheMessage()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 1);
        visit(server, folder.path());
        server.stop();
        {
            Run run(folder.path());
            QVERIFY(run.client.open(server.address(), u"Me"_s));
            run.client.setDraft(lobby, u"half a thought"_s);
        }
        {
            Run run(folder.path());
            QVERIFY(run.client.open(server.address(), u"Me"_s));
            QCOMPARE(run.client.draft(lobby), u"half a thought"_s);
            QVERIFY(run.client.send(lobby, u"half a thought, and the rest"_s).ok());
            QCOMPARE(run.client.draft(lobby), QString());
        }
        Run run(folder.path());
        QVERIFY(run.client.open(server.address(), u"Me"_s));
        QCOMPARE(run.client.draft(lobby), QString());
        QCOMPARE(run.client.outbox().unsentCount(), 1);
    }

    void aSecondProgramWorksWithoutTheFolder()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 1);
        visit(server, folder.path());
        Run first(folder.path());
        QVERIFY(first.client.open(server.address(), u"Me"_s));
        QVERIFY(first.client.send(lobby, u"one"_s).ok());
        Run second(folder.path());
        QSignalSpy failed(&second.client, &ChatClient::keepingFailed);
        second.client.connectTo(server.address(), u"Me"_s);
        QCOMPARE(failed.count(), 1);
        QCOMPARE(second.client.outbox().unsentCount(), 0);
        QTRY_VERIFY(second.client.room(lobby) && second.client.room(lobby)->isLive);
        QVERIFY(second.client.send(lobby, u"two"_s).ok());
        QTRY_COMPARE(server.room(lobby.value()).events.last().text, u"two"_s);
        QCOMPARE(first.client.outbox().unsentCount(), 1);
    }

    void aRoomThatIsKnownOnlyByWhatWaitsIsJoined()
    {
        QTemporaryDir folder;
        FakeServer server;
        server.addRoom(lobby.value(), u"Lobby"_s, 1);
        visit(server, folder.path());
        {
            // Killed before the profile was written: it knows of no room.
            Profile profile(folder.path());
            auto memory = profile.server(server.address().text());
            memory.joined.clear();
            profile.setServer(server.address().text(), memory);
            LocalData local;
            local.open(folder.path(), server.address().text(), u"Me"_s, LocalData::Mode::Existing);
            QVERIFY(local.outbox()
                        .add(lobby, {.clientId = ClientId(u"mine"_s), .text = u"one"_s})
                        .ok());
        }
        Run run(folder.path());
        run.client.connectTo(server.address(), u"Me"_s);
        QTRY_COMPARE(server.room(lobby.value()).events.last().clientId, ClientId(u"mine"_s));
    }
};

QTEST_GUILESS_MAIN(OfflineTest)
#include "tst_offline.moc"
