// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;

/// People on the real server, over real WebSockets.
class ChatServerTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    void start(const Timeouts &timeouts = ServerRig::quick())
    {
        m_rig = std::make_unique<ServerRig>(timeouts);
        QVERIFY(m_rig->start());
    }

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_rig.reset(); }

    void twoPeopleTalk()
    {
        WireClient ana(m_rig->port());
        WireClient ben(m_rig->port());
        QCOMPARE(ana.logIn(u"Ana"_s).user.name, u"Ana"_s);
        QCOMPARE(ben.logIn(u"Ben"_s).user.name, u"Ben"_s);
        const auto room = ana.join(u"Lobby"_s).room.id;
        QVERIFY(ben.join(u"lobby"_s).room.id == room);
        ana.post(room, u"Hello 😀\n<b>there</b>"_s, u"c1"_s);
        QCOMPARE(number(ana.take<Posted>().seq), 1);
        QCOMPARE(ben.take<RoomEvent>().event.text, u"Hello 😀\n<b>there</b>"_s);
        ben.post(room, u"Hi"_s, u"c1"_s);
        QCOMPARE(number(ben.take<Posted>().seq), 2);
        QCOMPARE(ana.take<RoomEvent>().event.author.name, u"Ana"_s);
        QCOMPARE(ana.take<RoomEvent>().event.author.name, u"Ben"_s);
    }

    void twoWhoJoinANameAtOnceMeet()
    {
        WireClient ana(m_rig->port());
        WireClient ben(m_rig->port());
        ana.logIn(u"Ana"_s);
        ben.logIn(u"Ben"_s);
        ana.say(JoinNamedRoom{RequestId{3}, u"Lobby"_s});
        ben.say(JoinNamedRoom{RequestId{3}, u"LOBBY"_s});
        QVERIFY(ana.take<Joined>().room.id == ben.take<Joined>().room.id);
    }

    void everyoneHearsTheSameInTheSameOrder()
    {
        std::vector<std::unique_ptr<WireClient>> people;
        RoomId room;
        for (int i = 0; i < 5; ++i) {
            people.push_back(std::make_unique<WireClient>(m_rig->port()));
            people.back()->logIn(u"person %1"_s.arg(i));
            room = people.back()->join(u"Lobby"_s).room.id;
        }
        const int each = 40;
        for (int n = 0; n < each; ++n) {
            for (auto &person : people)
                person->post(room, u"text %1"_s.arg(n), u"c%1"_s.arg(n));
        }
        for (auto &person : people) {
            qint64 last = 0;
            for (int n = 0; n < each * 5; ++n) {
                const qint64 seq = number(person->take<RoomEvent>().event.seq);
                QCOMPARE(seq, last + 1);
                last = seq;
            }
        }
    }

    void aReturningClientIsTheSameAfterARestart()
    {
        QString token;
        UserId id;
        RoomId room;
        {
            WireClient ana(m_rig->port());
            const auto login = ana.logIn(u"Ana"_s);
            token = login.token;
            id = login.user.id;
            room = ana.join(u"Lobby"_s).room.id;
            ana.post(room, u"before"_s, u"c1"_s);
            QCOMPARE(number(ana.take<Posted>().seq), 1);
        }
        QVERIFY(m_rig->start());
        WireClient ana(m_rig->port());
        const auto login = ana.resume(token);
        QVERIFY(login.user.id == id);
        QCOMPARE(login.rooms.size(), 1);
        QCOMPARE(login.rooms.first().lastText, u"before"_s);
        ana.say(JoinRoom{RequestId{3}, room, Seq{0}});
        QCOMPARE(ana.take<Joined>().events.size(), 1);
        ana.post(room, u"again"_s, u"c1"_s);
        QCOMPARE(number(ana.take<Posted>().seq), 1);
        ana.post(room, u"after"_s, u"c2"_s);
        QCOMPARE(number(ana.take<Posted>().seq), 2);
    }

    void historyIsRead()
    {
        WireClient ana(m_rig->port());
        ana.logIn(u"Ana"_s);
        const auto room = ana.join(u"Lobby"_s).room.id;
        for (int n = 1; n <= 70; ++n)
            ana.post(room, u"text %1"_s.arg(n), u"c%1"_s.arg(n));
        for (int n = 1; n <= 70; ++n)
            QCOMPARE(number(ana.take<Posted>().seq), n);
        ana.say(GetHistory{RequestId{9}, room, {}, {}, {}});
        const auto newest = ana.take<History>();
        QCOMPARE(newest.events.size(), limits::historyDefault);
        QCOMPARE(newest.events.last().text, u"text 70"_s);
        QVERIFY(newest.more);
        ana.say(GetHistory{RequestId{10}, room, newest.events.first().seq, {}, 200});
        const auto rest = ana.take<History>();
        QCOMPARE(rest.events.size(), 20);
        QVERIFY(!rest.more);
    }

    void leavingAfterTheGrace()
    {
        auto timeouts = ServerRig::quick();
        timeouts.guestGrace = 800ms;
        timeouts.awayAfterLoss = 50ms;
        start(timeouts);
        WireClient ana(m_rig->port());
        ana.logIn(u"Ana"_s);
        ana.join(u"Lobby"_s);
        {
            WireClient ben(m_rig->port());
            ben.logIn(u"Ben"_s);
            ben.join(u"Lobby"_s);
            QVERIFY(ana.awaitMembers(2));
        }
        const auto away = ana.take<MembersChanged>();
        QCOMPARE(away.changed.size(), 1);
        QVERIFY(away.changed.first().presence == Presence::Away);
        const auto left = ana.take<MembersChanged>();
        QCOMPARE(left.left.size(), 1);
        QCOMPARE(left.left.first().name, u"Ben"_s);
        QCOMPARE(left.memberCount, 1);
    }

    void aReloadKeepsTheMembership()
    {
        WireClient ana(m_rig->port());
        ana.logIn(u"Ana"_s);
        const auto room = ana.join(u"Lobby"_s).room.id;
        QString token;
        {
            WireClient ben(m_rig->port());
            token = ben.logIn(u"Ben"_s).token;
            ben.join(u"Lobby"_s);
            QVERIFY(ana.awaitMembers(2));
        }
        WireClient ben(m_rig->port());
        QCOMPARE(ben.resume(token).joined, QList{room});
        ben.say(SetTyping{room, true});
        QCOMPARE(ana.take<Typing>().users.first().name, u"Ben"_s);
        QCOMPARE(ana.count<MembersChanged>(), 0);
    }

    void typingEndsByItself()
    {
        auto timeouts = ServerRig::quick();
        timeouts.typingExpiry = 50ms;
        start(timeouts);
        WireClient ana(m_rig->port());
        ana.logIn(u"Ana"_s);
        const auto room = ana.join(u"Lobby"_s).room.id;
        ana.say(SetTyping{room, true});
        QCOMPARE(ana.take<Typing>().count, 1);
        const auto ended = ana.take<Typing>();
        QVERIFY(ended.room == room);
        QCOMPARE(ended.count, 0);
    }

    void drainingSaysGoodbyeAndLosesNothing()
    {
        WireClient ana(m_rig->port());
        ana.logIn(u"Ana"_s);
        const auto room = ana.join(u"Lobby"_s).room.id;
        for (int n = 0; n < 10; ++n)
            ana.post(room, u"in time"_s, u"c%1"_s.arg(n));
        QCOMPARE(number(ana.take<Posted>().seq), 1);
        QSignalSpy drained(m_rig->server.get(), &ChatServer::drained);
        const quint16 port = m_rig->port();
        m_rig->server->drain();
        m_rig->server->drain();
        const auto goodbye = ana.take<Goodbye>();
        QVERIFY(!goodbye.reason.isEmpty());
        QVERIFY(goodbye.reconnectAfter > 0);
        QTRY_VERIFY(ana.isClosed());
        QCOMPARE(ana.socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QTRY_COMPARE(drained.size(), 1);
        QTcpSocket late;
        late.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(!late.waitForConnected(500));
        const auto acknowledged = ana.count<Posted>() + 1;
        QVERIFY(m_rig->start());
        WireClient ben(m_rig->port());
        QVERIFY(number(ben.logIn(u"Ben"_s).rooms.first().lastSeq) >= acknowledged);
    }

    void drainingDoesNotWaitForWhoDoesNotAnswer()
    {
        auto timeouts = ServerRig::quick();
        timeouts.closing = 10s;
        timeouts.drain = 200ms;
        start(timeouts);
        QTcpSocket deaf;
        deaf.connectToHost(QHostAddress::LocalHost, m_rig->port());
        deaf.write("GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                   "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                   "\r\n");
        QTRY_VERIFY(deaf.bytesAvailable() > 0);
        QSignalSpy drained(m_rig->server.get(), &ChatServer::drained);
        m_rig->server->drain();
        QTRY_COMPARE(drained.size(), 1);
        QTRY_COMPARE(deaf.state(), QAbstractSocket::UnconnectedState);
    }

    void drainingAnEmptyServerIsQuick()
    {
        QSignalSpy drained(m_rig->server.get(), &ChatServer::drained);
        m_rig->server->drain();
        QVERIFY(drained.isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(drained.size(), 1, 1000);
    }

    void aPortInUseIsAnError()
    {
        ServerRig other;
        other.settings.listen.port = m_rig->port();
        const auto made = ChatServer::create(other.settings);
        QVERIFY(!made.ok());
        QVERIFY(made.error().sentence.contains(QString::number(m_rig->port())));
    }
};

QTEST_GUILESS_MAIN(ChatServerTest)
#include "tst_chatserver.moc"
