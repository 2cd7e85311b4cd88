// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/rawrequest.h"
#include "tests/support/serverrig.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ServerRig;

/// Attacks by single requests: foreign pages (1), heads that two readers understand differently
/// (17), paths that lead elsewhere (22).
class RequestAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    static QByteArray handshake(const QByteArray &host, const QByteArray &origin)
    {
        return test::upgradeRequest(host, "Origin: " + origin + "\r\n");
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }

    void cleanup() { m_rig.reset(); }

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
        QTRY_COMPARE(m_rig->figure("connections"_ba), 1);
    }

    void attack17ASecondRequestIsReadAsStrictly_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::newRow("a length and chunks")
            << "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n"
               "Transfer-Encoding: chunked\r\n\r\nhello"_ba;
        QTest::newRow("another server's")
            << "GET //elsewhere/metrics HTTP/1.1\r\nHost: x\r\n\r\n"_ba;
        QTest::newRow("no HTTP") << "\x16\x03\x01\x02"_ba;
    }

    void attack17ASecondRequestIsReadAsStrictly()
    {
        QFETCH(QByteArray, second);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        QByteArray got;
        QTRY_VERIFY((got += socket.readAll()).endsWith("ok\n"));
        socket.write(second);
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY2(socket.readAll().isEmpty(), "it was answered");
    }

    void attack22PathsLeadNowhereElse_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::newRow("up") << "/../../../../etc/passwd"_ba << 404;
        QTest::newRow("up, encoded") << "/%2e%2e/%2e%2e/%2e%2e/etc/passwd"_ba << 404;
        QTest::newRow("up, with encoded slashes") << "/..%2f..%2f..%2fetc%2fpasswd"_ba << 404;
        QTest::newRow("up, encoded twice") << "/%252e%252e%252fetc/passwd"_ba << 404;
        QTest::newRow("up, in overlong UTF-8") << "/%c0%ae%c0%ae/etc/passwd"_ba << 404;
        QTest::newRow("up, behind a folder of ours") << "/assets/../../etc/passwd"_ba << 404;
        QTest::newRow("up, as on Windows") << "/..\\..\\etc\\passwd"_ba << 404;
        QTest::newRow("an absolute file") << "/%2fetc/passwd"_ba << 404;
        QTest::newRow("an absolute file, not encoded") << "//etc/passwd"_ba << 400;
        QTest::newRow("the program's own resources") << "/:/migrations"_ba << 404;
        QTest::newRow("the data") << "/data/hobnob.sqlite"_ba << 404;
        QTest::newRow("a file's end cut off") << "/index.html%00.png"_ba << 404;
        QTest::newRow("a NUL") << "/index.html\0.png"_ba.replace("\\0", QByteArray(1, '\0')) << 400;
        QTest::newRow("another scheme") << "file:///etc/passwd"_ba << 400;
        QTest::newRow("another server's") << "http://elsewhere/healthz"_ba << 400;
        QTest::newRow("another server's, without a scheme") << "//elsewhere/healthz"_ba << 400;
        QTest::newRow("a fragment") << "/healthz#x"_ba << 400;
        QTest::newRow("a header line") << "/%0d%0aSet-Cookie:%20a=b"_ba << 404;
        QTest::newRow("a header line in the query") << "/healthz?%0d%0aSet-Cookie:%20a=b"_ba << 200;
        QTest::newRow("a line feed alone") << "/healthz\nSet-Cookie: a=b"_ba << 400;
        QTest::newRow("a long one") << "/" + "../"_ba.repeated(5000) + "etc/passwd" << 404;
        QTest::newRow("a slash a thousand times") << "/a" + QByteArray(1000, '/') << 404;
    }

    void attack22PathsLeadNowhereElse()
    {
        QFETCH(QByteArray, target);
        QFETCH(int, status);
        const auto answer = m_rig->exchange("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '),
                 answer.constData());
        QVERIFY2(!answer.contains("root:") && !answer.contains("SQLite"), answer.constData());
        QVERIFY2(!answer.contains("Set-Cookie"), answer.constData());
    }

    /// What comes in a header never comes out in one, nor in a page that a browser would read.
    void attack22HeadersAreNotEchoed_data()
    {
        QTest::addColumn<QByteArray>("request");
        const auto rest = "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                          "Sec-WebSocket-Version: 13\r\n"_ba;
        QTest::newRow("a protocol") << "GET /ws HTTP/1.1\r\nHost: x" + rest +
                                           "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                           "Sec-WebSocket-Protocol: injected\r\n\r\n";
        QTest::newRow("an origin")
            << "GET /ws HTTP/1.1\r\nHost: x" + rest + "Origin: http://injected/<script>\r\n\r\n";
        QTest::newRow("a host") << "GET / HTTP/1.1\r\nHost: injected\r\n\r\n"_ba;
        QTest::newRow("a path")
            << "GET /injected<script>alert(1)</script> HTTP/1.1\r\nHost: x\r\n\r\n"_ba;
        QTest::newRow("a method") << "INJECTED / HTTP/1.1\r\nHost: x\r\n\r\n"_ba;
    }

    void attack22HeadersAreNotEchoed()
    {
        QFETCH(QByteArray, request);
        const auto answer = m_rig->exchange(request);
        QVERIFY2(answer.startsWith("HTTP/1.1 "), answer.constData());
        QVERIFY2(!answer.toLower().contains("injected"), answer.constData());
    }
};

QTEST_GUILESS_MAIN(RequestAttacks)
#include "tst_requests.moc"
