// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QTest>
#include <QTimer>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;

/// The one port: what becomes of requests, down to single bytes.
class GateTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    void start(const Timeouts &timeouts = ServerRig::quick())
    {
        m_rig = std::make_unique<ServerRig>(timeouts);
        QVERIFY(m_rig->start());
    }

    [[nodiscard]] QByteArray exchange(const QByteArray &bytes) const
    {
        return m_rig->exchange(bytes);
    }

    /// A good handshake with these header lines more; \a without leaves one of its own out.
    static QByteArray handshake(const QByteArray &more, const QByteArray &without = "-"_ba)
    {
        QByteArray request("GET /ws HTTP/1.1\r\n");
        for (const auto &line :
             {"Host: localhost:8080"_ba, "Connection: Upgrade"_ba, "Upgrade: websocket"_ba,
              "Sec-WebSocket-Version: 13"_ba, "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="_ba}) {
            if (!line.startsWith(without))
                request += line + "\r\n";
        }
        return request + more + "\r\n";
    }

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_rig.reset(); }

    void requests_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto plain = [](const QByteArray &line, const QByteArray &headers = {}) {
            return line + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n";
        };
        QTest::newRow("the page") << plain("GET /"_ba) << 200;
        QTest::newRow("health") << plain("GET /healthz"_ba) << 200;
        QTest::newRow("health with a query") << plain("GET /healthz?x=1"_ba) << 200;
        QTest::newRow("health's head") << plain("HEAD /healthz"_ba) << 200;
        QTest::newRow("something unknown") << plain("GET /unknown"_ba) << 404;
        QTest::newRow("a wrong method")
            << plain("POST /healthz"_ba, "Content-Length: 0\r\n"_ba) << 405;
        QTest::newRow("a method that nobody knows") << plain("BREW /healthz"_ba) << 405;
        QTest::newRow("the WebSocket without an upgrade") << plain("GET /ws"_ba) << 426;
        QTest::newRow("a body that is too large")
            << plain("POST /healthz"_ba, "Content-Length: 100000000\r\n"_ba) << 413;
        QTest::newRow("a body without end")
            << plain("POST /healthz"_ba, "Transfer-Encoding: chunked\r\n"_ba) << 413;
        QTest::newRow("a head without end")
            << "GET / HTTP/1.1\r\nHost: x\r\n"_ba + "A: b\r\n"_ba.repeated(4096) << 431;
        QTest::newRow("no HTTP") << "\x16\x03\x01\x02"_ba << 400;
        QTest::newRow("no host") << "GET / HTTP/1.1\r\n\r\n"_ba << 400;
        QTest::newRow("a handshake") << handshake({}) << 101;
        QTest::newRow("a handshake of our own page")
            << handshake("Origin: http://localhost:8080\r\n"_ba) << 101;
        QTest::newRow("a handshake of an allowed origin")
            << handshake("Origin: https://app.example\r\n"_ba) << 101;
        QTest::newRow("a handshake of another page")
            << handshake("Origin: http://evil\r\n"_ba) << 403;
        QTest::newRow("a handshake of nowhere") << handshake("Origin: null\r\n"_ba) << 403;
        QTest::newRow("a handshake of another version")
            << handshake("Sec-WebSocket-Version: 8\r\n"_ba, "Sec-WebSocket-Version"_ba) << 426;
        QTest::newRow("a handshake without a key") << handshake({}, "Sec-WebSocket-Key"_ba) << 400;
        QTest::newRow("a handshake for Socket.IO")
            << handshake({}).replace("/ws", "/socket.io/?EIO=4&transport=websocket") << 101;
        QTest::newRow("a handshake for Socket.IO of another page")
            << handshake("Origin: http://evil\r\n"_ba)
                   .replace("/ws", "/socket.io/?EIO=4&transport=websocket")
            << 403;
        QTest::newRow("a handshake below Socket.IO")
            << handshake({}).replace("/ws", "/socket.io/ws") << 404;
        QTest::newRow("a handshake somewhere else")
            << handshake({}).replace("/ws", "/elsewhere") << 404;
    }

    void requests()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        const QByteArray answer = exchange(request);
        QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                 answer.constData());
        if (status != 101)
            QVERIFY2(answer.contains("X-Content-Type-Options: nosniff\r\n"), answer.constData());
    }

    void aHeadMayComeByteByByte()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        for (const char c : "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"_ba) {
            socket.write(&c, 1);
            socket.flush();
            QCoreApplication::processEvents();
        }
        QByteArray got;
        QTRY_VERIFY((got += socket.readAll()).endsWith("ok\n"));
    }

    void oneConnectionServesManyRequests()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        for (int i = 0; i < 20; ++i) {
            socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
            QByteArray got;
            QTRY_VERIFY((got += socket.readAll()).endsWith("ok\n"));
            QVERIFY(got.startsWith("HTTP/1.1 200 OK\r\n"));
        }
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void manyRequestsMayComeAtOnce()
    {
        const int count = 60;
        const auto request =
            "GET /healthz HTTP/1.1\r\nHost: x\r\nA: "_ba + QByteArray(350, 'b') + "\r\n\r\n";
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write(request.repeated(count));
        QByteArray got;
        QTRY_COMPARE((got += socket.readAll(), got.count("\r\n\r\nok\n")), count);
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void whoWantsOneAnswerIsClosedAfterIt_data()
    {
        QTest::addColumn<QByteArray>("request");
        const auto plain = "GET /healthz HTTP/1.1\r\nHost: x\r\n"_ba;
        const auto closing = plain + "Connection: close\r\n\r\n";
        QTest::newRow("by a header") << closing;
        QTest::newRow("by a header among others") << plain + "Connection: TE, Close\r\n\r\n";
        QTest::newRow("by the older HTTP") << "GET /healthz HTTP/1.0\r\nHost: x\r\n\r\n"_ba;
        QTest::newRow("with its second request") << plain + "\r\n" + closing;
    }

    void whoWantsOneAnswerIsClosedAfterIt()
    {
        QFETCH(QByteArray, request);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write(request);
        // Long before the handshake's time is over.
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        const QByteArray got = socket.readAll();
        QVERIFY2(got.endsWith("ok\n"), got.constData());
        QCOMPARE(got.toLower().contains("connection: close"),
                 request.toLower().contains("connection:"));
    }

    void whoAsksWithoutReadingIsCutOff()
    {
        QTcpSocket socket;
        socket.setReadBufferSize(1024);
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
        // Slowly enough that no request waits; only the answers do.
        const auto ask = [&] {
            socket.write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"_ba.repeated(8));
        };
        QTRY_VERIFY_WITH_TIMEOUT((ask(), m_rig->figure("connections"_ba) == 1), 10000);
    }

    void framesMayComeWithTheHandshake()
    {
        const auto frame = [](const QByteArray &json) { return test::maskedFrame(json); };
        const auto hello =
            frame(R"({"type":"hello","id":1,"version":1,"client":"","capabilities":[]})"_ba);
        const auto logIn = frame(R"({"type":"logInAsGuest","id":2,"name":"Ana"})"_ba);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write(handshake({}) + hello + logIn.chopped(3));
        QByteArray got;
        QTRY_VERIFY((got += socket.readAll()).contains("\"type\":\"welcome\""));
        socket.write(logIn.last(3));
        QTRY_VERIFY((got += socket.readAll()).contains("\"type\":\"loggedIn\""));
    }

    void headHasNoBody()
    {
        const auto answer = exchange("HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                     "\r\n"_ba);
        QVERIFY2(answer.contains("Content-Length: 3\r\n"), answer.constData());
        QVERIFY2(answer.endsWith("\r\n\r\n"), answer.constData());
    }

    void whoSendsHalfAHeadIsToldAndClosed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("half a line") << "GET /heal"_ba;
        QTest::newRow("half a head") << "GET /healthz HTTP/1.1\r\nHost: x\r\n"_ba;
    }

    void whoSendsHalfAHeadIsToldAndClosed()
    {
        QFETCH(QByteArray, bytes);
        auto timeouts = ServerRig::quick();
        timeouts.handshake = 100ms;
        start(timeouts);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write(bytes);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 408 "));
    }

    void whoTricklesASecondRequestIsClosed()
    {
        auto timeouts = ServerRig::quick();
        timeouts.handshake = 150ms;
        start(timeouts);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\n");
        QTimer trickle;
        connect(&trickle, &QTimer::timeout, &socket, [&socket] { socket.write("A: b\r\n"); });
        trickle.start(20ms);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void whoSendsAnEndlessSecondRequestIsClosed()
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        socket.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
        socket.write(QByteArray(1024 * 1024, 'x'));
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    }

    void connectionsAreCounted()
    {
        WireClient one(m_rig->port());
        one.logIn(u"Ana"_s);
        const auto answer = exchange("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        QVERIFY(answer.contains("hobnob_connections 2\n"));
        QVERIFY(answer.contains("hobnob_websockets 1\n"));
        QVERIFY(answer.contains("hobnob_sessions_logged_in 1\n"));
        one.socket().close();
        QTRY_VERIFY(exchange("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"_ba)
                        .contains("hobnob_connections 1\n"));
    }

    void manyConnectAtOnce()
    {
        std::vector<std::unique_ptr<WireClient>> clients;
        for (int i = 0; i < 100; ++i)
            clients.push_back(std::make_unique<WireClient>(m_rig->port()));
        for (size_t i = 0; i < clients.size(); ++i) {
            clients.at(i)->say(protocol::Hello{RequestId{1}, 1, {}, {}});
            clients.at(i)->say(protocol::LogInAsGuest{RequestId{2}, u"guest %1"_s.arg(i)});
        }
        // Each answer reaches the one who asked.
        for (size_t i = 0; i < clients.size(); ++i)
            QCOMPARE(clients.at(i)->take<protocol::LoggedIn>().user.name, u"guest %1"_s.arg(i));
    }

    void programsWithAForeignOriginAreRefused()
    {
        WireClient page(m_rig->port(), u"http://evil.example"_s);
        QTRY_VERIFY(page.isClosed() || page.socket().state() == QAbstractSocket::UnconnectedState);
        QVERIFY(!page.isOpened());
        WireClient ours(m_rig->port(), u"http://127.0.0.1:%1"_s.arg(m_rig->port()));
        QTRY_VERIFY(ours.isOpened());
    }
};

QTEST_GUILESS_MAIN(GateTest)
#include "tst_gate.moc"
