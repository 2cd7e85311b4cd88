// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/certificates.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QSslSocket>
#include <QTest>
#include <QTimer>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::ServerRig;
using hobnob::server::test::WireClient;

/// The one port when it speaks TLS.
class EncryptedGateTest final : public QObject
{
    Q_OBJECT

    /// A handshake's beginning: of a record of 512 bytes, the first.
    static inline const QByteArray s_halfHello = "\x16\x03\x01\x02\x00\x01"_ba;

    QTemporaryDir m_folder;
    TlsFiles m_files;
    QSslConfiguration m_trust;
    std::unique_ptr<ServerRig> m_rig;

    void start(std::chrono::milliseconds handshake = 5s,
               const std::function<void(Settings &)> &adjust = {})
    {
        auto timeouts = ServerRig::quick();
        timeouts.handshake = handshake;
        m_rig = std::make_unique<ServerRig>(timeouts);
        m_rig->settings.tls = m_files;
        if (adjust)
            adjust(m_rig->settings);
        QVERIFY(m_rig->start());
    }

    [[nodiscard]] QByteArray exchange(const QByteArray &bytes) const
    {
        return test::exchange(m_rig->port(), m_trust, bytes);
    }
    /// The one who asks is a connection, too.
    [[nodiscard]] qint64 connections() const
    {
        return test::figureIn(exchange(test::metricsRequest), "connections"_ba) - 1;
    }
    [[nodiscard]] QByteArray host() const
    {
        return "127.0.0.1:" + QByteArray::number(m_rig->port());
    }
    [[nodiscard]] std::unique_ptr<QTcpSocket> connectPlainly() const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(QHostAddress::LocalHost, m_rig->port());
        WireClient::waitFor([&] { return socket->state() == QAbstractSocket::ConnectedState; });
        return socket;
    }
    /// Whose certificate the server shows.
    [[nodiscard]] QString shownName() const
    {
        QSslSocket socket;
        socket.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_rig->port());
        WireClient::waitFor([&] { return socket.isEncrypted(); });
        return socket.peerCertificate().subjectInfo(QSslCertificate::CommonName).value(0);
    }
    static void replace(const TlsFiles &old, const TlsFiles &with)
    {
        QVERIFY(QFile::remove(old.certificate) && QFile::copy(with.certificate, old.certificate));
        QVERIFY(QFile::remove(old.key) && QFile::copy(with.key, old.key));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_files = test::makeCertificate(m_folder.path());
        QVERIFY(m_files.isGiven());
        m_trust = test::trusting(m_files);
    }
    void init() { start(); }
    void cleanup() { m_rig.reset(); }

    void thePageComesByHttps()
    {
        const auto answer = exchange("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
        QVERIFY(answer.endsWith("\r\n\r\nok\n"));
    }

    void oneConnectionServesManyRequests()
    {
        QSslSocket socket;
        socket.setSslConfiguration(m_trust);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_rig->port());
        for (int i = 0; i < 20; ++i) {
            const auto got = test::exchange(socket, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
            QVERIFY2(got.endsWith("ok\n"), got.constData());
        }
        QVERIFY(socket.isEncrypted());
    }

    void whoWantsOneAnswerReadsItsEnd()
    {
        const auto answer = exchange("GET /metrics HTTP/1.1\r\nHost: x\r\n"
                                     "Connection: close\r\n\r\n"_ba);
        QVERIFY2(answer.contains("Connection: close\r\n"), answer.constData());
        QVERIFY(test::isWholeAnswer(answer));
    }

    void peopleTalk()
    {
        auto ana = WireClient::encrypted(m_rig->port(), m_trust);
        auto ben = WireClient::encrypted(m_rig->port(), m_trust,
                                         u"https://127.0.0.1:%1"_s.arg(m_rig->port()));
        ana.logIn(u"Ana"_s);
        ben.logIn(u"Ben"_s);
        const RoomId room = ana.join(u"Lobby"_s).room.id;
        ben.join(u"Lobby"_s);
        ana.post(room, u"Good morning"_s, u"a-1"_s);
        QCOMPARE(ana.take<Posted>().clientId, ClientId(u"a-1"_s));
        const auto heard = ben.take<RoomEvent>();
        QCOMPARE(heard.room, room);
    }

    /// Much more than a wire takes at a time, to somebody who reads little at a time.
    void muchArrivesWhole()
    {
        auto ana = WireClient::encrypted(m_rig->port(), m_trust);
        ana.logIn(u"Ana"_s);
        const RoomId room = ana.join(u"Lobby"_s).room.id;
        const int count = 26;
        for (int i = 0; i < count; ++i)
            ana.post(room, QString(limits::messageCharacters, QChar(u'a' + i)),
                     u"much-%1"_s.arg(i));
        QTRY_COMPARE(ana.count<Posted>(), count);

        const auto say = [](const ClientMessage &message) {
            return test::maskedFrame(encode(message));
        };
        QSslSocket ben;
        ben.setReadBufferSize(4096);
        ben.setSslConfiguration(m_trust);
        ben.connectToHostEncrypted(u"127.0.0.1"_s, m_rig->port());
        ben.write(test::upgradeRequest() + say(Hello{RequestId{1}, 1, {}, {}}) +
                  say(LogInAsGuest{RequestId{2}, u"Ben"_s}) +
                  say(JoinNamedRoom{RequestId{3}, u"Lobby"_s}) +
                  say(GetHistory{RequestId{4}, room, {}, {}, count}));
        QByteArray got;
        const QByteArray last(limits::messageCharacters, 'z');
        const auto history = [&] {
            const qsizetype start = (got += ben.readAll()).indexOf("\"type\":\"history\"");
            return start < 0 ? QByteArray() : got.sliced(start);
        };
        QTRY_VERIFY_WITH_TIMEOUT(history().contains(last), 20000);
        for (int i = 0; i < count; ++i)
            QVERIFY(history().contains(QByteArray(limits::messageCharacters, char('a' + i))));
    }

    void theirOriginIsOurPageByHttpsAlone()
    {
        const QString page = u"://127.0.0.1:%1"_s.arg(m_rig->port());
        auto ours = WireClient::encrypted(m_rig->port(), m_trust, u"https"_s + page);
        QTRY_VERIFY(ours.isOpened());
        auto foreign = WireClient::encrypted(m_rig->port(), m_trust, u"http"_s + page);
        QTRY_COMPARE(foreign.socket().state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!foreign.isOpened());
    }

    void cookiesAreForHttpsAlone()
    {
        auto page = WireClient::encrypted(m_rig->port(), m_trust,
                                          u"https://127.0.0.1:%1"_s.arg(m_rig->port()));
        page.say(Hello{RequestId{1}, 1, u"page"_s, {u"cookie"_s}});
        page.say(LogInAsGuest{RequestId{2}, u"Ana"_s});
        const QByteArray body = "{\"ticket\":\"" + page.take<LoggedIn>().ticket->toUtf8() + "\"}";
        const auto answer =
            exchange("POST /session HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: https://" + host() +
                     "\r\nContent-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QVERIFY2(answer.startsWith("HTTP/1.1 204 "), answer.constData());
        const qsizetype start = answer.indexOf("Set-Cookie: ") + 12;
        QVERIFY(answer.mid(start, answer.indexOf("\r\n", start) - start).endsWith("; Secure"));
    }

    void whoSpeaksPlainHttpIsTold_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a request") << "GET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba;
        QTest::newRow("a WebSocket") << test::upgradeRequest();
        QTest::newRow("one byte") << "G"_ba;
        QTest::newRow("much") << "POST / HTTP/1.1\r\n"_ba + QByteArray(100'000, 'x');
    }
    void whoSpeaksPlainHttpIsTold()
    {
        QFETCH(QByteArray, bytes);
        const auto answer = m_rig->exchange(bytes);
        QVERIFY2(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer.constData());
        QVERIFY(answer.contains("https://"));
        QTRY_COMPARE(connections(), 0);
    }

    void olderVersionsOfTlsAreRefused()
    {
        auto old = m_trust;
        QT_WARNING_PUSH
        QT_WARNING_DISABLE_DEPRECATED
        old.setProtocol(QSsl::TlsV1_1);
        QT_WARNING_POP
        QSslSocket socket;
        socket.setSslConfiguration(old);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_rig->port());
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(!socket.isEncrypted());
        auto young = m_trust;
        young.setProtocol(QSsl::TlsV1_2);
        QVERIFY(
            test::exchange(m_rig->port(), young, test::metricsRequest).startsWith("HTTP/1.1 200 "));
    }

    void whoseHandshakeStallsIsClosed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("trickle");
        QTest::newRow("nothing") << ""_ba
                                 << ""_ba;
        QTest::newRow("half of it") << s_halfHello << ""_ba;
        QTest::newRow("a byte now and then") << s_halfHello << "\x01"_ba;
    }
    void whoseHandshakeStallsIsClosed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, trickle);
        start(300ms);
        const auto socket = connectPlainly();
        socket->write(bytes);
        QTimer timer;
        connect(&timer, &QTimer::timeout, socket.get(), [&] { socket->write(trickle); });
        timer.start(20ms);
        QTRY_COMPARE(connections(), 1);
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(connections(), 0);
    }

    /// A TLS handshake is no request: the time for that comes behind it.
    void whoSaysNothingEncryptedIsToldAndClosed()
    {
        start(300ms);
        QSslSocket socket;
        socket.setSslConfiguration(m_trust);
        socket.connectToHostEncrypted(u"127.0.0.1"_s, m_rig->port());
        QTRY_VERIFY(socket.isEncrypted());
        QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 408 "));
        QTRY_COMPARE(connections(), 0);
    }

    void whoBreaksItOffIsForgotten_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("before it") << ""_ba;
        QTest::newRow("in the middle") << s_halfHello;
        QTest::newRow("with nonsense") << "\x16"_ba + QByteArray(600, 'x');
    }
    void whoBreaksItOffIsForgotten()
    {
        QFETCH(QByteArray, bytes);
        const auto socket = connectPlainly();
        QTRY_COMPARE(connections(), 1);
        socket->write(bytes);
        socket->flush();
        if (!bytes.contains('x'))
            socket->close();
        QTRY_COMPARE(connections(), 0);
    }

    void handshakesAreCounted()
    {
        start(5s, [](Settings &settings) { settings.maxConnections = 2; });
        const auto one = connectPlainly();
        const auto other = connectPlainly();
        other->write(s_halfHello);
        QTcpSocket surplus;
        surplus.connectToHost(QHostAddress::LocalHost, m_rig->port());
        QTRY_COMPARE(surplus.state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(one->state(), QAbstractSocket::ConnectedState);
        QCOMPARE(other->state(), QAbstractSocket::ConnectedState);
    }

    void theServerMayGoInTheMiddle()
    {
        const auto stalling = connectPlainly();
        stalling->write(s_halfHello);
        auto ana = WireClient::encrypted(m_rig->port(), m_trust);
        ana.logIn(u"Ana"_s);
        QTRY_COMPARE(connections(), 2);
        m_rig->server.reset();
        QTRY_COMPARE(stalling->state(), QAbstractSocket::UnconnectedState);
        QTRY_VERIFY(ana.isClosed());
    }

    void aRenewedCertificateIsShownToWhoeverComesNext()
    {
        const auto own = test::makeCertificate(m_folder.path(), u"first"_s);
        const auto renewed = test::makeCertificate(m_folder.path(), u"second"_s);
        start(5s, [&](Settings &settings) { settings.tls = own; });
        m_trust = test::trusting(own);
        auto ana = WireClient::encrypted(m_rig->port(), m_trust);
        ana.logIn(u"Ana"_s);
        QCOMPARE(shownName(), u"first"_s);

        replace(own, renewed);
        QCOMPARE(shownName(), u"first"_s);
        m_rig->server->reloadCertificate();
        QCOMPARE(shownName(), u"second"_s);
        // Whoever is there stays.
        QCOMPARE(ana.join(u"Lobby"_s).room.name, u"Lobby"_s);

        QVERIFY(QFile::remove(own.key));
        QTest::ignoreMessage(
            QtWarningMsg, qPrintable(u"Cannot read the TLS key %1: No such file or directory. "
                                     "The certificate from before stays in use."_s.arg(own.key)));
        m_rig->server->reloadCertificate();
        QCOMPARE(shownName(), u"second"_s);
        m_trust = test::trusting(m_files);
    }

    void aFaultIsFoundBeforeAnythingElse()
    {
        Settings settings = m_rig->settings;
        settings.listen.port = m_rig->port();
        settings.tls.key = m_folder.filePath(u"nowhere.pem"_s);
        settings.dataFolder = m_folder.filePath(u"untouched"_s);
        const auto made = ChatServer::create(settings);
        QVERIFY(!made);
        QCOMPARE(made.error().sentence,
                 u"Cannot read the TLS key %1: No such file or directory."_s.arg(settings.tls.key));
        QVERIFY(!QFileInfo::exists(settings.dataFolder));
    }
};

QTEST_GUILESS_MAIN(EncryptedGateTest)
#include "tst_encryptedgate.moc"
