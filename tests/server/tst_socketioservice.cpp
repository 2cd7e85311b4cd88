// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/pollingclient.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::bodyOf;
using hobnob::server::test::engineRequest;
using hobnob::server::test::PollingClient;
using hobnob::server::test::ServerRig;
using hobnob::server::test::statusOf;
using hobnob::server::test::WaitingRequest;
using hobnob::server::test::WireClient;

namespace
{

/// JSON with the other quotes, to be read more easily.
QByteArray js(QByteArray text)
{
    return text.replace('\'', '"');
}

const auto joinLobby = js("['join',{'username':'Ana','room':'Lobby'}]");
const auto sayHello = js("['message',{'username':'Ana','room':'Lobby','message':'Hello'}]");

} // namespace

/// Socket.IO on the server's port: polls, WebSockets, whose pages may, and how many.
class SocketIoServiceTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    void start(const Timeouts &timeouts = ServerRig::quick())
    {
        m_rig = std::make_unique<ServerRig>(timeouts);
        QVERIFY(m_rig->start());
    }
    [[nodiscard]] qint64 sessions() const { return m_rig->figure("socketio_sessions"); }

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_rig.reset(); }

    void whoPollsTalksWithTheRest()
    {
        WireClient ben(m_rig->port());
        ben.logIn(u"Ben"_s);
        ben.join(u"Lobby"_s);
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        QVERIFY(ana.ask(joinLobby).contains("\"ok\":true"));
        const QByteArray posted = ana.ask(sayHello);
        const auto event = ben.take<protocol::RoomEvent>().event;
        QCOMPARE(event.text, u"Hello"_s);
        QCOMPARE(event.author.name, u"Ana"_s);
        QVERIFY(posted.contains("\"id\":\"" + event.clientId.value().toUtf8() + '"'));
        QVERIFY(posted.contains("\"seq\":" + QByteArray::number(number(event.seq))));
    }

    void aWebSocketIsASessionToo()
    {
        WaitingRequest socket(m_rig->port(), test::engineUpgrade());
        QTRY_VERIFY(socket.socket().peek(10000).contains("0{\"sid\":\""));
        socket.socket().write(test::maskedFrame("40"));
        QTRY_VERIFY(socket.socket().peek(10000).contains("40{\"sid\":\""));
        QCOMPARE(sessions(), 1);
        QCOMPARE(m_rig->figure("websockets"), 1);
        socket.socket().write(test::maskedFrame("420" + joinLobby));
        QTRY_VERIFY(socket.socket().peek(10000).contains("430[{\"ok\":true"));
        QCOMPARE(m_rig->figure("sessions_logged_in"), 1);
        socket.socket().abort();
        QTRY_COMPARE(sessions(), 0);
        QCOMPARE(m_rig->figure("sessions_logged_in"), 0);
    }

    void aWebSocketTakesOver()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        WaitingRequest socket(m_rig->port(), test::engineUpgrade(ana.query()));
        socket.socket().write(test::maskedFrame("2probe"));
        QTRY_VERIFY(socket.socket().peek(10000).endsWith("3probe"));
        socket.socket().write(test::maskedFrame("5"));
        socket.socket().write(test::maskedFrame("420" + joinLobby));
        QTRY_VERIFY(socket.socket().peek(10000).contains("430[{\"ok\":true"));
        QCOMPARE(statusOf(ana.poll()), 400);
        QCOMPARE(sessions(), 1);
    }

    void requests_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto at = [](const QByteArray &target) {
            return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
        };
        QTest::newRow("a session") << engineRequest("GET") << 200;
        QTest::newRow("of no transport") << at("/socket.io/?EIO=4") << 400;
        QTest::newRow("of an old version") << at("/socket.io/?EIO=3&transport=polling") << 400;
        QTest::newRow("by another method") << engineRequest("POST") << 400;
        QTest::newRow("by no method of ours") << engineRequest("DELETE") << 400;
        QTest::newRow("a WebSocket's without one")
            << at("/socket.io/?EIO=4&transport=websocket") << 400;
        QTest::newRow("of nobody's") << engineRequest("GET", "&sid=0123") << 400;
        QTest::newRow("below the path") << at("/socket.io/socket.io.js") << 404;
        QTest::newRow("too large")
            << engineRequest("POST", "&sid=0123", QByteArray(200'000, '4')) << 413;
    }

    void requests()
    {
        QFETCH(QByteArray, request);
        const QByteArray answer = m_rig->exchange(request);
        QTEST(statusOf(answer), "status");
        QVERIFY(!answer.contains("Access-Control"));
    }

    void pages_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("status");
        QTest::newRow("one of ours") << "http://127.0.0.1"_ba << 200;
        QTest::newRow("one that is allowed") << "https://app.example"_ba << 200;
        QTest::newRow("another") << "https://evil.example"_ba << 403;
        QTest::newRow("one of nowhere") << "null"_ba << 403;
    }

    void pages()
    {
        QFETCH(QByteArray, origin);
        QFETCH(int, status);
        const QByteArray line = "Host: 127.0.0.1\r\nOrigin: " + origin + "\r\n";
        const auto ask = [&](const QByteArray &method, const QByteArray &query = {},
                             const QByteArray &more = {}) {
            return m_rig->exchange(
                engineRequest(method, query, {}, more).replace("Host: x\r\n", line));
        };
        const QByteArray permission = "Access-Control-Allow-Origin: " + origin + "\r\n";
        const QByteArray answer = ask("GET");
        QCOMPARE(statusOf(answer), status);
        const bool isAllowed = status == 200;
        QCOMPARE(answer.contains(permission), isAllowed);
        if (!isAllowed)
            QCOMPARE(bodyOf(answer), js("{'code':4,'message':'Forbidden'}"));
        // A refusal is to be read as well.
        QCOMPARE(ask("GET", "&sid=0123").contains(permission), isAllowed);
        const QByteArray preflight =
            ask("OPTIONS", {}, "Access-Control-Request-Headers: X-Mine\r\n");
        QCOMPARE(statusOf(preflight), isAllowed ? 204 : 403);
        QCOMPARE(preflight.contains(permission), isAllowed);
        QCOMPARE(preflight.contains("Access-Control-Allow-Headers: X-Mine\r\n"), isAllowed);
        QCOMPARE(sessions(), isAllowed ? 1 : 0);
    }

    void sessionsAreCountedByAddress()
    {
        m_rig->settings.trustedProxies = {*Subnet::parse(u"127.0.0.1"_s)};
        m_rig->settings.maxConnectionsPerAddress = 3;
        QVERIFY(m_rig->start());
        const auto ask = [this](const QByteArray &address) {
            return statusOf(m_rig->exchange(
                engineRequest("GET", {}, {}, "X-Forwarded-For: " + address + "\r\n")));
        };
        for (int i = 0; i < 3; ++i)
            QCOMPARE(ask("192.0.2.1"), 200);
        QCOMPARE(ask("192.0.2.1"), 503);
        QCOMPARE(ask("192.0.2.2"), 200);
        QCOMPARE(sessions(), 4);
        QCOMPARE(m_rig->figure("socketio_sessions_refused_total"), 1);
    }

    void whoLeavesAPollIsGone()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        QVERIFY(!ana.ask(joinLobby).isEmpty());
        // After this there is nothing to tell her.
        QVERIFY(!ana.ask(js("['leave',{'username':'Ana','room':'Lobby'}]")).isEmpty());
        auto poll =
            std::make_unique<WaitingRequest>(m_rig->port(), engineRequest("GET", ana.query()));
        QVERIFY(poll->socket().waitForConnected());
        QTRY_COMPARE(m_rig->figure("sessions_logged_in"), 1);
        QVERIFY(poll->answer().isEmpty());
        poll.reset();
        QTRY_COMPARE(sessions(), 0);
        PollingClient next(m_rig->port());
        QVERIFY(next.enter());
        QVERIFY(next.ask(joinLobby).contains("\"ok\":true"));
    }

    void whoDoesNotConnectIsCutOff()
    {
        auto timeouts = ServerRig::quick();
        timeouts.login = 50ms;
        start(timeouts);
        PollingClient silent(m_rig->port());
        QVERIFY(silent.isOpen());
        QTRY_COMPARE(sessions(), 0);
        QCOMPARE(statusOf(silent.poll()), 400);
    }

    void whoIsSilentIsCutOff()
    {
        auto timeouts = ServerRig::quick();
        timeouts.enginePing = 100ms;
        start(timeouts);
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        QCOMPARE(bodyOf(ana.poll()), "2"_ba);
        QCOMPARE(bodyOf(ana.post("3")), "ok"_ba);
        QCOMPARE(bodyOf(ana.poll()), "2"_ba);
        QTRY_COMPARE(sessions(), 0);
    }

    void everyoneIsToldWhenTheServerStops()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        WaitingRequest poll(m_rig->port(), engineRequest("GET", ana.query()));
        WaitingRequest socket(m_rig->port(), test::engineUpgrade());
        QTRY_VERIFY(socket.socket().peek(10000).contains("0{\"sid\":\""));
        QTRY_COMPARE(m_rig->figure("connections"), 3);
        QSignalSpy drained(m_rig->server.get(), &ChatServer::drained);
        QElapsedTimer elapsed;
        elapsed.start();
        m_rig->server->drain();
        QTRY_VERIFY(!poll.answer().isEmpty());
        QCOMPARE(bodyOf(poll.answer()), "1"_ba);
        QTRY_VERIFY(!drained.isEmpty());
        QVERIFY(std::chrono::milliseconds(elapsed.elapsed()) < Timeouts{}.drain);
        QVERIFY(socket.socket().peek(10000).contains("\x88"));
    }

    void aServerThatGoesLeavesPollsAlone()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        WaitingRequest poll(m_rig->port(), engineRequest("GET", ana.query()));
        QTRY_COMPARE(m_rig->figure("connections"), 2);
        m_rig->server.reset();
        QTRY_COMPARE(poll.socket().state(), QAbstractSocket::UnconnectedState);
    }
};

QTEST_GUILESS_MAIN(SocketIoServiceTest)
#include "tst_socketioservice.moc"
