// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;

/// What chat servers have fallen to, as far as it comes through the gate, by the numbers of our
/// list of attacks. What comes through an open WebSocket (12, 13, 18) is tst_session's.
class GateAttacksTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;
    std::vector<std::unique_ptr<QTcpSocket>> m_attackers;

    /// Connections that send these bytes and then wait.
    void attack(int count, const QByteArray &bytes)
    {
        for (int i = 0; i < count; ++i) {
            m_attackers.push_back(std::make_unique<QTcpSocket>());
            m_attackers.back()->connectToHost(QHostAddress::LocalHost, m_rig->port());
            m_attackers.back()->write(bytes);
        }
    }

    [[nodiscard]] qsizetype inState(QAbstractSocket::SocketState state) const
    {
        return std::count_if(m_attackers.begin(), m_attackers.end(),
                             [state](const auto &socket) { return socket->state() == state; });
    }

    [[nodiscard]] qsizetype connectedAttackers() const
    {
        return inState(QAbstractSocket::ConnectedState);
    }

    /// The server's figure of this name.
    [[nodiscard]] qint64 figure(const QByteArray &name) const
    {
        const auto text = m_rig->exchange("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        const qsizetype start = text.indexOf("\nhobnob_" + name + ' ') + name.size() + 9;
        return text.mid(start, text.indexOf('\n', start) - start).toLongLong();
    }

    /// How long a good client waits for its answers meanwhile, sorted.
    static QList<qint64> roundTrips(WireClient &client)
    {
        QList<qint64> times;
        for (int i = 0; i < 100; ++i) {
            QElapsedTimer elapsed;
            elapsed.start();
            client.say(Ping{RequestId{1000 + i}});
            if (number(client.take<Pong>().id) != 1000 + i)
                return {};
            times.append(elapsed.elapsed());
        }
        std::sort(times.begin(), times.end());
        return times;
    }

    static QByteArray handshake(const QByteArray &host, const QByteArray &origin)
    {
        return "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin +
               "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }

    void cleanup()
    {
        m_attackers.clear();
        m_rig.reset();
    }

    void attack01ForeignOrigin_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("origin");
        const auto local = "127.0.0.1:8080"_ba;
        QTest::newRow("another page") << local << "http://attacker.example"_ba;
        QTest::newRow("a page of nowhere") << local << "null"_ba;
        QTest::newRow("an empty one") << local << ""_ba;
        QTest::newRow("our name in front") << local << "http://127.0.0.1:8080.attacker.example"_ba;
        QTest::newRow("our name behind") << local << "http://attacker127.0.0.1:8080"_ba;
        QTest::newRow("our name as a user") << local << "http://127.0.0.1:8080@attacker.example"_ba;
        QTest::newRow("another port of ours") << local << "http://127.0.0.1:8081"_ba;
        QTest::newRow("another scheme") << local << "file://127.0.0.1:8080"_ba;
        QTest::newRow("two") << local << "http://127.0.0.1:8080 http://attacker.example"_ba;
        QTest::newRow("the allowed one as a prefix") << local << "https://app.example.attacker"_ba;
        QTest::newRow("the allowed one as a suffix") << local << "https://attackerapp.example"_ba;
        QTest::newRow("the allowed one's child") << local << "https://x.app.example"_ba;
        QTest::newRow("the allowed one unencrypted") << local << "http://app.example"_ba;
        QTest::newRow("a name that leads here, by rebinding") << "attacker.example:8080"_ba
                                                              << "http://attacker.example:8080"_ba;
        QTest::newRow("a name that looks like an address of ours, by rebinding")
            << "127.0.0.1.attacker.example"_ba
            << "http://127.0.0.1.attacker.example"_ba;
        QTest::newRow("a name that begins like ours, by rebinding")
            << "localhost.attacker.example"_ba
            << "http://localhost.attacker.example"_ba;
    }

    void attack01ForeignOrigin()
    {
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, origin);
        const auto answer = m_rig->exchange(handshake(host, origin));
        QVERIFY2(answer.startsWith("HTTP/1.1 403 "), answer.constData());
        QVERIFY2(answer.contains("--allowed-origins"), answer.constData());
    }

    void attack01OwnPagesStillConnect_data()
    {
        QTest::addColumn<QByteArray>("listen");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("origin");
        QTest::newRow("by address") << "127.0.0.1"_ba
                                    << "127.0.0.1:8080"_ba
                                    << "http://127.0.0.1:8080"_ba;
        QTest::newRow("by name") << "127.0.0.1"_ba
                                 << "localhost:8080"_ba
                                 << "http://localhost:8080"_ba;
        QTest::newRow("an allowed one, behind a proxy") << "127.0.0.1"_ba
                                                        << "127.0.0.1:8080"_ba
                                                        << "https://app.example"_ba;
        QTest::newRow("any name of ours, where we listen to others")
            << "*"_ba
            << "chat.example:8080"_ba
            << "http://chat.example:8080"_ba;
    }

    void attack01OwnPagesStillConnect()
    {
        QFETCH(QByteArray, listen);
        QFETCH(QByteArray, host);
        QFETCH(QByteArray, origin);
        m_rig->settings.listen = *ListenAddress::parse(QString::fromUtf8(listen) + u":0"_s);
        QVERIFY(m_rig->start());
        const auto answer = m_rig->exchange(handshake(host, origin));
        QVERIFY2(answer.startsWith("HTTP/1.1 101 "), answer.constData());
    }

    void attack15PingsDoNotKeepWhoDoesNotLogIn()
    {
        auto timeouts = ServerRig::quick();
        timeouts.login = 200ms;
        m_rig = std::make_unique<ServerRig>(timeouts);
        QVERIFY(m_rig->start());
        WireClient client(m_rig->port());
        client.say(Hello{RequestId{1}, 1, {}, {}});
        QTimer flood;
        connect(&flood, &QTimer::timeout, &client.socket(), [&client] { client.socket().ping(); });
        flood.start(5ms);
        QTRY_VERIFY(client.isClosed());
    }

    void attack16SlowOnesDoNotSlowAGoodClient_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("who says nothing") << ""_ba;
        QTest::newRow("who says half a head") << "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\n"_ba;
        QTest::newRow("who sends its body slowly")
            << "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\nx"_ba;
        QTest::newRow("who does not read what it asked for")
            << "GET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba.repeated(20);
    }

    void attack16SlowOnesDoNotSlowAGoodClient()
    {
        QFETCH(QByteArray, bytes);
        auto timeouts = ServerRig::quick();
        timeouts.handshake = 1500ms;
        m_rig = std::make_unique<ServerRig>(timeouts);
        QVERIFY(m_rig->start());
        WireClient good(m_rig->port());
        good.logIn(u"Ana"_s);

        const int count = 300;
        attack(count, bytes);
        QTRY_COMPARE(connectedAttackers(), count);
        QTimer trickle;
        connect(&trickle, &QTimer::timeout, &good.socket(), [&] {
            for (const auto &socket : m_attackers)
                socket->write(bytes.isEmpty() ? "" : "A");
        });
        trickle.start(50ms);
        const auto times = roundTrips(good);
        QCOMPARE(times.size(), 100);
        // Of a hundred, five may meet something else that this machine does.
        QVERIFY2(times.at(94) < 100, qPrintable(QString::number(times.at(94))));

        // They get what they are due: the end, and the good one keeps its place.
        QTRY_COMPARE_WITH_TIMEOUT(connectedAttackers(), 0, 10000);
        QCOMPARE(roundTrips(good).size(), 100);
        QTRY_COMPARE(figure("connections"_ba), 2);
    }

    void attack16ConnectionsHaveACap()
    {
        m_rig->settings.maxConnections = 20;
        QVERIFY(m_rig->start());
        WireClient good(m_rig->port());
        good.logIn(u"Ana"_s);
        attack(100, {});
        QTRY_COMPARE(inState(QAbstractSocket::UnconnectedState), 81);
        QCOMPARE(inState(QAbstractSocket::ConnectedState), 19);
        QVERIFY(!roundTrips(good).isEmpty());
        m_attackers.clear();
        QTRY_VERIFY(figure("connections_refused_total"_ba) >= 81);
        WireClient another(m_rig->port());
        QCOMPARE(another.logIn(u"Ben"_s).user.name, u"Ben"_s);
    }

    void attack16OneAddressBehindAProxyHasACap()
    {
        m_rig->settings.trustedProxies = {*Subnet::parse(u"127.0.0.1"_s)};
        m_rig->settings.maxConnectionsPerAddress = 5;
        QVERIFY(m_rig->start());
        const auto from = [](const QByteArray &address) {
            return "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + address + "\r\n\r\n";
        };
        attack(5, from("198.51.100.7, 203.0.113.9"_ba));
        QTRY_COMPARE(std::count_if(m_attackers.begin(), m_attackers.end(),
                                   [](const auto &socket) { return socket->bytesAvailable() > 0; }),
                     5);
        QVERIFY(m_rig->exchange(from("203.0.113.9"_ba)).startsWith("HTTP/1.1 503 "));
        QVERIFY(m_rig->exchange(from("203.0.113.10"_ba)).startsWith("HTTP/1.1 200 "));
        // Two lines are one list, and the last entry is the proxy's word.
        QVERIFY(m_rig
                    ->exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\n"
                               "X-Forwarded-For: 203.0.113.9\r\n\r\n"_ba)
                    .startsWith("HTTP/1.1 503 "));
        m_attackers.clear();
        QTRY_VERIFY(m_rig->exchange(from("203.0.113.9"_ba)).startsWith("HTTP/1.1 200 "));
    }

    void attack16WithoutTrustTheHeaderIsNothing()
    {
        m_rig->settings.maxConnectionsPerAddress = 1;
        QVERIFY(m_rig->start());
        const auto request =
            "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"_ba;
        attack(5, request);
        QTRY_COMPARE(connectedAttackers(), 5);
        QVERIFY(m_rig->exchange(request).startsWith("HTTP/1.1 200 "));
    }

    void attack17DisputedHeads_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::newRow("a length and chunks")
            << "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"_ba << 400;
        QTest::newRow("two lengths") << "Content-Length: 5\r\nContent-Length: 6\r\n"_ba << 400;
        QTest::newRow("a list of lengths") << "Content-Length: 5, 5\r\n"_ba << 400;
        QTest::newRow("a length that overflows")
            << "Content-Length: 18446744073709551617\r\n"_ba << 400;
        QTest::newRow("a negative length") << "Content-Length: -1\r\n"_ba << 400;
        QTest::newRow("a length with a sign") << "Content-Length: +5\r\n"_ba << 400;
        QTest::newRow("a hexadecimal length") << "Content-Length: 0x5\r\n"_ba << 400;
        QTest::newRow("a huge length") << "Content-Length: 999999999999999999\r\n"_ba << 413;
        QTest::newRow("bad chunks") << "Transfer-Encoding: chunked\r\n\r\nzz\r\n"_ba << 413;
        QTest::newRow("an encoding in disguise") << "Transfer-Encoding: xchunked\r\n"_ba << 413;
        QTest::newRow("a space before the colon") << "Transfer-Encoding : chunked\r\n"_ba << 400;
        QTest::newRow("a folded line") << "A: b\r\n Content-Length: 5\r\n"_ba << 400;
        QTest::newRow("two hosts") << "Host: y\r\n"_ba << 400;
        QTest::newRow("a head without end") << "A: b\r\n"_ba.repeated(10000) << 431;
        QTest::newRow("a line without end") << "A: "_ba + QByteArray(100000, 'b') << 431;
    }

    void attack17DisputedHeads()
    {
        QFETCH(QByteArray, headers);
        QFETCH(int, status);
        const auto answer =
            m_rig->exchange("POST / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\nhello");
        QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                 answer.constData());
        QTRY_COMPARE(figure("connections"_ba), 1);
    }
};

QTEST_GUILESS_MAIN(GateAttacksTest)
#include "tst_gateattacks.moc"
