// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakeworld.h"

#include <QElapsedTimer>
#include <QTest>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;
using Phase = ConnectionState::Phase;
using protocol::MarkRead;

class ReadMarksTest final : public QObject
{
    Q_OBJECT

private:
    static void say(World &world, const QString &text)
    {
        world.server.post(lobby.value(), FakeServer::person(u"Ana"_s), text);
    }
    static const Room &room(World &world) { return *world.client.room(lobby); }

private Q_SLOTS:
    void theServerIsToldAtMostOnceASecond()
    {
        World world(3);
        ENTER(world);
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 5; ++i) {
            say(world, u"news"_s);
            QTRY_COMPARE(room(world).unread(), 1);
            world.client.markRead(lobby);
            QCOMPARE(room(world).unread(), 0);
        }
        QTRY_COMPARE(world.server.reads[lobby], Seq{8});
        QVERIFY(time.elapsed() >= 900);
        QCOMPARE(world.server.received<MarkRead>().size(), 2);
        QCOMPARE(world.server.received<MarkRead>().last().seq, Seq{8});
    }

    void anotherWindowLowersTheCountHere()
    {
        World world(3);
        ENTER(world);
        say(world, u"one"_s);
        say(world, u"@me two"_s);
        QTRY_COMPARE(room(world).unread(), 2);
        QCOMPARE(room(world).unreadMentions(), 1);
        world.server.send(protocol::ReadMoved{{lobby, Seq{4}, 1, Seq{5}}});
        QTRY_COMPARE(room(world).unread(), 1);
        QCOMPARE(room(world).unreadMentions(), 1);
        world.server.send(protocol::ReadMoved{{lobby, Seq{5}, 0, Seq{5}}});
        QTRY_COMPARE(room(world).unread(), 0);
        QCOMPARE(room(world).unreadMentions(), 0);
        // An echo of before changes nothing.
        world.server.send(protocol::ReadMoved{{lobby, Seq{4}, 1, Seq{5}}});
        say(world, u"three"_s);
        QTRY_COMPARE(room(world).log.lastSeq(), Seq{6});
        QCOMPARE(room(world).unread(), 1);
        QCOMPARE(room(world).unreadMentions(), 0);
    }

    void whatWasReadOfflineIsToldAtTheLogin()
    {
        World world(3);
        ENTER(world);
        say(world, u"one"_s);
        QTRY_COMPARE(room(world).unread(), 1);
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        world.client.markRead(lobby);
        QCOMPARE(world.server.received<MarkRead>().size(), 0);
        world.server.start();
        QTRY_COMPARE(world.server.reads[lobby], Seq{4});
        QCOMPARE(room(world).unread(), 0);
    }

    void theServersPointerHolds()
    {
        World world(10);
        world.server.reads[lobby] = Seq{6};
        world.server.room(lobby.value()).events[8].text = u"where is @ME?"_s;
        world.server.joinedAtLogin = {lobby};
        world.connectAsMe();
        QTRY_VERIFY(world.isIn(lobby));
        QCOMPARE(room(world).unread(), 4);
        QCOMPARE(room(world).unreadMentions(), 1);
    }

    void mentionsAreCountedOnceHoweverTheyCome()
    {
        World world(3);
        ENTER(world);
        const auto ana = FakeServer::person(u"Ana"_s);
        world.server.post(lobby.value(), ana, u"@me, it is lost"_s, FakeServer::FanOut::No);
        const auto event = world.server.post(lobby.value(), ana, u"hey @Me"_s);
        world.server.send(protocol::RoomEvent{lobby, event});
        QTRY_COMPARE(world.log().last(), Seq{5});
        QCOMPARE(room(world).unreadMentions(), 2);
        QVERIFY(world.client.send(lobby, u"I am @Me"_s).ok());
        QTRY_COMPARE(world.log().last(), Seq{6});
        QCOMPARE(room(world).unread(), 0);
        QCOMPARE(room(world).unreadMentions(), 0);
    }

    void afterAGapTheRoomsAreJoinedAgain()
    {
        World world(3);
        ENTER(world);
        world.server.joinedAtLogin = {lobby};
        world.server.holdsFacts = true;
        say(world, u"one"_s);
        say(world, u"@me two"_s);
        world.server.addRoom(u"attic"_s, u"Attic"_s, 1);
        const auto joins = world.server.received<protocol::JoinRoom>().size();
        world.server.endSlowness();
        QTRY_COMPARE(world.log().last(), Seq{5});
        QVERIFY(world.isIn(lobby));
        QCOMPARE(world.server.received<protocol::JoinRoom>().size(), joins + 1);
        QCOMPARE(world.server.received<protocol::JoinRoom>().last().after, std::optional(Seq{3}));
        QCOMPARE(room(world).unread(), 2);
        QCOMPARE(room(world).unreadMentions(), 1);
        QVERIFY(world.client.room(RoomId(u"attic"_s)));
        QCOMPARE(world.server.received<protocol::Hello>().size(), 1);
    }
};

QTEST_GUILESS_MAIN(ReadMarksTest)
#include "tst_readmarks.moc"
