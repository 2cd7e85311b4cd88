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

class ChatClientTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGuestLogsInAndSeesTheRooms()
    {
        World world(3);
        QSignalSpy reset(&world.client, &ChatClient::roomsReset);
        world.connectAsMe();
        QCOMPARE(world.client.state().phase, Phase::Connecting);
        QVERIFY(world.client.serverName().isEmpty());
        QTRY_VERIFY(world.client.isOnline());
        QCOMPARE(world.client.serverName(), u"fake/1"_s);
        QCOMPARE(world.client.self().name, u"Me"_s);
        QVERIFY(!reset.isEmpty());
        QCOMPARE(world.client.room(lobby)->summary.lastText, u"message 3"_s);
        QVERIFY(!world.client.room(lobby)->isJoined());
        QCOMPARE(world.client.room(lobby)->unread(), 0);
    }

    void refusals_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("the name is taken") << int(ErrorCode::NameTaken);
        QTest::newRow("the name looks wrong to the server") << int(ErrorCode::NameInvalid);
        QTest::newRow("another version") << int(ErrorCode::VersionUnsupported);
    }

    void refusals()
    {
        QFETCH(int, code);
        World world;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *login = std::get_if<protocol::LogInAsGuest>(&message);
            if (login)
                world.server.send(
                    protocol::Error{login->id, ErrorCode(code), u"No."_s, u"name"_s, {}});
            return login != nullptr;
        };
        world.connectAsMe();
        QTRY_COMPARE(world.client.state().phase, Phase::Refused);
        QCOMPARE(int(world.client.state().error.code), code);
        QCOMPARE(world.client.state().error.field, u"name"_s);
        // No further try by itself.
        QTRY_COMPARE(world.server.connectionCount(), 0);
        QCOMPARE(world.server.received<protocol::Hello>().size(), 1);
    }

    void aNameThatIsWrongInItselfIsRefusedHere()
    {
        World world;
        world.client.connectTo(world.server.address(), u"  "_s);
        QCOMPARE(world.client.state().phase, Phase::Refused);
        QCOMPARE(world.client.state().error.code, ErrorCode::NameEmpty);
        QCOMPARE(world.server.connectionCount(), 0);
    }

    void aBusyServerIsAskedAgain()
    {
        World world;
        int tries = 0;
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *login = std::get_if<protocol::LogInAsGuest>(&message);
            if (!login || ++tries > 2)
                return false;
            world.server.send(protocol::Error{login->id, ErrorCode::Busy, u"Busy."_s, {}, 20});
            return true;
        };
        world.connectAsMe();
        QTRY_COMPARE(world.client.state().problem, LinkProblem::ServerBusy);
        QTRY_VERIFY(world.client.isOnline());
        QCOMPARE(tries, 3);
    }

    void theTokenBringsTheSamePersonBack()
    {
        World world;
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        ChatClient second(&world.profile, FakeServer::quickTiming());
        second.connectTo(world.server.address(), u"Me"_s);
        QTRY_VERIFY(second.isOnline());
        QCOMPARE(world.server.received<protocol::ResumeSession>().size(), 1);
        // Under another name one is another person.
        second.connectTo(world.server.address(), u"You"_s);
        QTRY_COMPARE(second.self().name, u"You"_s);
        QCOMPARE(world.server.received<protocol::ResumeSession>().size(), 1);
    }

    void aTokenThatIsOverBeginsAnew()
    {
        World world;
        ENTER(world);
        world.server.token = u"token2"_s;
        world.server.dropConnections();
        QTRY_COMPARE(world.server.received<protocol::LogInAsGuest>().size(), 2);
        QTRY_VERIFY(world.isIn(lobby));
    }

    void anotherEpochDropsWhatIsHeld()
    {
        World world(5);
        ENTER(world);
        world.server.stop();
        world.server.epoch = u"epochtwo"_s;
        world.server.addRoom(u"lobby"_s, u"Lobby"_s, 2);
        QSignalSpy reset(&world.client, &ChatClient::roomsReset);
        world.server.start();
        QTRY_COMPARE(reset.count(), 1);
        QTRY_VERIFY(world.isIn(lobby));
        QCOMPARE(world.log().last(), Seq{2});
        QCOMPARE(world.server.received<protocol::JoinRoom>().last().after, std::nullopt);
    }

    void roomsAreMadeAndJoinedByName()
    {
        World world;
        world.connectAsMe();
        QSignalSpy opened(&world.client, &ChatClient::roomOpened);
        world.client.joinNamedRoom(u"Lobby"_s);
        QTRY_COMPARE(opened.count(), 1);
        QCOMPARE(opened[0][0].value<RoomId>(), lobby);
        world.client.createRoom({.name = u"Attic"_s});
        QTRY_COMPARE(opened.count(), 2);
        QCOMPARE(world.client.rooms().findByName(u"attic")->membership, Membership::Joined);
    }

    void aRoomThatCannotBeMadeSaysWhy()
    {
        World world;
        QSignalSpy failed(&world.client, &ChatClient::roomCreationFailed);
        world.client.createRoom({.name = u"Attic"_s});
        QCOMPARE(failed.count(), 1);
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        world.client.createRoom({.name = u" "_s});
        QCOMPARE(failed.last()[0].value<Error>().code, ErrorCode::RoomNameEmpty);
        world.server.intercept = [&](const protocol::ClientMessage &message) {
            const auto *create = std::get_if<protocol::CreateRoom>(&message);
            if (create)
                world.server.send(
                    protocol::Error{create->id, ErrorCode::RoomExists, u"Exists."_s, {}, {}});
            return create != nullptr;
        };
        world.client.createRoom({.name = u"Lobby"_s});
        QTRY_COMPARE(failed.count(), 3);
        QCOMPARE(failed.last()[0].value<Error>().code, ErrorCode::RoomExists);
    }

    void leavingForgetsTheLog()
    {
        World world(5);
        ENTER(world);
        world.client.leaveRoom(lobby);
        QVERIFY(!world.client.room(lobby)->isJoined());
        QTRY_COMPARE(world.client.room(lobby)->membership, Membership::Outside);
        QVERIFY(world.log().isEmpty());
        // And it stays so over a reconnect.
        world.server.dropConnections();
        QTRY_COMPARE(world.server.received<protocol::Hello>().size(), 2);
        QTRY_VERIFY(world.client.isOnline());
        QCOMPARE(world.server.received<protocol::JoinRoom>().size(), 1);
    }

    void leavingOfflineIsDoneLater()
    {
        World world;
        ENTER(world);
        world.server.stop();
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        world.client.leaveRoom(lobby);
        world.server.joinedAtLogin = {lobby};
        world.server.start();
        QTRY_COMPARE(world.client.room(lobby)->membership, Membership::Outside);
        QCOMPARE(world.server.received<protocol::LeaveRoom>().size(), 1);
    }

    void anotherWindowOfOursCountsHere()
    {
        World world(2);
        world.connectAsMe();
        QTRY_VERIFY(world.client.isOnline());
        QTRY_COMPARE(world.server.connectionCount(), 1);
        world.server.send(protocol::MembershipChanged{lobby, true});
        QTRY_VERIFY(world.isIn(lobby));
        world.server.send(protocol::MembershipChanged{lobby, false});
        QTRY_COMPARE(world.client.room(lobby)->membership, Membership::Outside);
    }

    void goodbyeIsObeyed()
    {
        World world;
        ENTER(world);
        world.server.send(protocol::Goodbye{u"restart"_s, 100000});
        QTRY_COMPARE(world.client.state().phase, Phase::Waiting);
        QCOMPARE(world.client.state().problem, LinkProblem::ServerLeft);
        QVERIFY(QDateTime::currentDateTimeUtc().msecsTo(world.client.state().retryAt) > 90000);
        world.client.retryNow();
        QTRY_VERIFY(world.isIn(lobby));
    }

    void theNextRunKnowsRoomsAndReadPointers()
    {
        FakeServer server;
        server.addRoom(u"lobby"_s, u"Lobby"_s, 2);
        Profile profile;
        {
            ChatClient client(&profile, FakeServer::quickTiming());
            client.connectTo(server.address(), u"Me"_s);
            client.joinNamedRoom(u"Lobby"_s);
            QTRY_VERIFY(client.room(lobby) && client.room(lobby)->isLive);
            client.setLastRoom(lobby);
        }
        server.post(u"lobby"_s, FakeServer::person(u"Ana"_s), u"meanwhile"_s);
        ChatClient client(&profile, FakeServer::quickTiming());
        client.connectTo(server.address(), u"Me"_s);
        QCOMPARE(client.lastRoom(), lobby);
        QTRY_VERIFY(client.room(lobby) && client.room(lobby)->isLive);
        QCOMPARE(client.room(lobby)->unread(), 1);
    }

    void aRunThatNeverGotOnlineForgetsNothing()
    {
        FakeServer server;
        Profile profile;
        ServerMemory memory;
        memory.name = u"Me"_s;
        memory.token = u"token1"_s;
        memory.joined = {lobby};
        profile.setServer(server.address().text(), memory);
        server.stop();
        {
            ChatClient client(&profile, FakeServer::quickTiming());
            client.connectTo(server.address(), u"Me"_s);
            QTRY_COMPARE(client.state().problem, LinkProblem::Unreachable);
        }
        QCOMPARE(profile.server(server.address().text()).joined, QList{lobby});
        QCOMPARE(profile.server(server.address().text()).token, u"token1"_s);
    }

    void typingIsToldAndHeard()
    {
        World world;
        ENTER(world);
        world.client.setComposing(lobby, Composing::Typing);
        world.client.setComposing(lobby, Composing::Typing);
        QTRY_COMPARE(world.server.received<protocol::SetTyping>().size(), 1);
        const auto ana = FakeServer::person(u"Ana"_s);
        world.server.send(protocol::Typing{lobby, {world.client.self(), ana}, 2});
        QTRY_COMPARE(world.client.room(lobby)->typing.size(), 1);
        QCOMPARE(world.client.room(lobby)->typingCount, 1);
        world.server.post(u"lobby"_s, ana, u"done"_s);
        QTRY_COMPARE(world.client.room(lobby)->typingCount, 0);
    }

    void beingAwaySurvivesAReconnect()
    {
        World world;
        ENTER(world);
        world.client.setPresence(protocol::Presence::Away);
        world.client.setPresence(protocol::Presence::Away);
        QTRY_COMPARE(world.server.received<protocol::SetPresence>().size(), 1);
        world.server.dropConnections();
        QTRY_COMPARE(world.server.received<protocol::SetPresence>().size(), 2);
    }

    void anotherServerIsAnotherWorld()
    {
        World world(2);
        ENTER(world);
        FakeServer other;
        other.addRoom(u"hall"_s, u"Hall"_s);
        world.client.connectTo(other.address(), u"Me"_s);
        QVERIFY(!world.client.room(lobby));
        QTRY_VERIFY(world.client.isOnline());
        QVERIFY(world.client.room(RoomId(u"hall"_s)));
        QTRY_COMPARE(world.server.connectionCount(), 0);
    }
};

QTEST_GUILESS_MAIN(ChatClientTest)
#include "tst_chatclient.moc"
