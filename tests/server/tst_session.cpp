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
using hobnob::server::test::maskedFrame;
using hobnob::server::test::ServerRig;
using hobnob::server::test::upgradeRequest;
using hobnob::server::test::WireClient;
using ErrorMessage = hobnob::protocol::Error;
using QWebSocketProtocol::CloseCode;

/// What becomes of connections that misbehave, on the real server.
class SessionTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    void start(const Timeouts &timeouts = ServerRig::quick())
    {
        m_rig = std::make_unique<ServerRig>(timeouts);
        QVERIFY(m_rig->start());
    }

    /// A connection below a WebSocket, to do with it what no library does.
    void openRaw(QTcpSocket &socket)
    {
        socket.connectToHost(QHostAddress::LocalHost, m_rig->port());
        socket.write(upgradeRequest());
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 101"));
    }

    /// A connection that logs in under \a name, joins "Lobby", and reads next to nothing.
    void openDeaf(QTcpSocket &socket, const QString &name)
    {
        openRaw(socket);
        socket.setReadBufferSize(1024);
        socket.write(masked(Hello{RequestId{1}, 1, {}, {}}));
        socket.write(masked(LogInAsGuest{RequestId{2}, name}));
        socket.write(masked(JoinNamedRoom{RequestId{3}, u"Lobby"_s}));
    }

    /// So many of the largest messages, said by \a client in "Lobby".
    static RoomId fillLobby(WireClient &client, int count)
    {
        client.logIn(u"Ana"_s);
        const auto room = client.join(u"Lobby"_s).room.id;
        for (int n = 0; n < count; ++n) {
            client.post(room, QString(limits::messageCharacters, u'x'), u"c%1"_s.arg(n));
            if (number(client.take<Posted>().seq) != n + 1)
                return {};
        }
        return room;
    }

    static QByteArray masked(const ClientMessage &message) { return maskedFrame(encode(message)); }

    [[nodiscard]] qint64 metric(const QByteArray &name) const { return m_rig->figure(name); }

private Q_SLOTS:
    void init() { start(); }
    void cleanup() { m_rig.reset(); }

    void malformedFramesEndTheSessionWithAReason_data()
    {
        QTest::addColumn<QString>("frame");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("id");
        QTest::newRow("not JSON") << u"hello"_s << u"not-json"_s << qint64(0);
        QTest::newRow("a list") << u"[]"_s << u"not-object"_s << qint64(0);
        QTest::newRow("an unknown type")
            << u"{\"type\":\"fly\",\"id\":7}"_s << u"unknown-type"_s << qint64(7);
        QTest::newRow("a field that is missing")
            << u"{\"type\":\"logInAsGuest\",\"id\":8}"_s << u"missing-field"_s << qint64(8);
        QTest::newRow("deep") << QString(1000, u'[') << u"too-deep"_s << qint64(0);
    }

    void malformedFramesEndTheSessionWithAReason()
    {
        QFETCH(QString, frame);
        QFETCH(QString, code);
        QFETCH(qint64, id);
        WireClient client(m_rig->port());
        client.sendRaw(frame);
        // What comes behind must neither be done nor keep the reason from arriving.
        for (int i = 0; i < 100; ++i)
            client.sendRaw(u"{\"type\":\"hello\",\"id\":1,\"version\":1,\"client\":\"\","
                           "\"capabilities\":[]}"_s);
        const auto error = client.take<ErrorMessage>();
        QCOMPARE(errorName(error.code), code);
        QCOMPARE(error.id ? number(*error.id) : 0, id);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.socket().closeCode(), CloseCode::CloseCodePolicyViolated);
        QCOMPARE(client.socket().closeReason(), code);
        QCOMPARE(client.count<Welcome>(), 0);
    }

    void binaryFramesAreRefused()
    {
        WireClient client(m_rig->port());
        QVERIFY(WireClient::waitFor([&] { return client.isOpened(); }));
        client.socket().sendBinaryMessage("{}"_ba);
        QVERIFY(client.take<ErrorMessage>().code == ErrorCode::NotJson);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.socket().closeCode(), CloseCode::CloseCodeDatatypeNotSupported);
    }

    void framesHaveALimit()
    {
        WireClient client(m_rig->port());
        client.logIn(u"Ana"_s);
        const auto room = client.join(u"Lobby"_s).room.id;
        client.post(room, QString(limits::messageCharacters, QChar(0x6771)), u"c1"_s);
        QCOMPARE(number(client.take<Posted>().seq), 1);
        client.sendRaw(QString(limits::frameBytes + 1, u' '));
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.socket().closeCode(), CloseCode::CloseCodeTooMuchData);
    }

    void whoDoesNotLogInIsClosed_data()
    {
        QTest::addColumn<bool>("greets");
        QTest::newRow("who says nothing") << false;
        QTest::newRow("who only says hello") << true;
    }

    void whoDoesNotLogInIsClosed()
    {
        QFETCH(bool, greets);
        auto timeouts = ServerRig::quick();
        timeouts.login = 60ms;
        start(timeouts);
        WireClient client(m_rig->port());
        if (greets)
            client.say(Hello{RequestId{1}, 1, {}, {}});
        QVERIFY(client.take<ErrorMessage>().code == ErrorCode::NotLoggedIn);
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.socket().closeReason(), u"not-logged-in"_s);
    }

    void whoIsLoggedInStays()
    {
        auto timeouts = ServerRig::quick();
        timeouts.login = 800ms;
        start(timeouts);
        WireClient client(m_rig->port());
        client.logIn(u"Ana"_s);
        QTest::qWait(1000);
        client.say(Ping{RequestId{5}});
        QVERIFY(client.take<Pong>().id == RequestId{5});
        client.say(LogOut{RequestId{6}});
        client.take<LoggedOut>();
        QTRY_VERIFY(client.isClosed());
    }

    void whoIsSilentIsPingedAndStays()
    {
        auto timeouts = ServerRig::quick();
        timeouts.ping = 250ms;
        start(timeouts);
        WireClient client(m_rig->port());
        client.logIn(u"Ana"_s);
        QTest::qWait(1000);
        client.say(Ping{RequestId{5}});
        QVERIFY(client.take<Pong>().id == RequestId{5});
    }

    void whoIsDeadIsNoticed()
    {
        auto timeouts = ServerRig::quick();
        timeouts.ping = 40ms;
        start(timeouts);
        QTcpSocket dead;
        openRaw(dead);
        QTRY_COMPARE(dead.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(metric("websockets"_ba), 0);
    }

    void whoBreaksTheWebSocketIsClosed()
    {
        QTcpSocket odd;
        openRaw(odd);
        odd.write("\xff\xff\xff\xff");
        QTRY_COMPARE(odd.state(), QAbstractSocket::UnconnectedState);
        QTRY_COMPARE(metric("websockets"_ba), 0);
    }

    void whoDoesNotReadCostsLittleAndIsToldOfTheGap()
    {
        QTcpSocket slow;
        openDeaf(slow, u"Slow"_s);
        WireClient ana(m_rig->port());
        ana.logIn(u"Ana"_s);
        const auto lobby = ana.join(u"Lobby"_s).room;
        const auto room = lobby.id;
        QVERIFY(lobby.memberCount == 2 || ana.awaitMembers(2));
        // Far more than the system's buffers and our bound together.
        for (int n = 0; n < 1500; n += 50) {
            for (int i = n; i < n + 50; ++i)
                ana.post(room, QString(limits::messageCharacters, u'x'), u"c%1"_s.arg(i));
            for (int i = n; i < n + 50; ++i)
                QCOMPARE(number(ana.take<RoomEvent>().event.seq), i + 1);
        }
        const qint64 queued = metric("queue_bytes"_ba);
        QVERIFY2(queued < limits::outboxBytes, qPrintable(QString::number(queued)));
        // When it reads, it gets what was on its way, is told of the gap, and hears the others
        // again.
        slow.setReadBufferSize(0);
        QByteArray got;
        QTRY_VERIFY_WITH_TIMEOUT((got += slow.readAll()).contains("\"type\":\"gap\""), 10000);
        QVERIFY(got.contains("\"lastSeq\":1500"));
        QVERIFY(!got.contains("\"clientId\":\"c1499\""));
        ana.post(room, u"Are you back?"_s, u"last"_s);
        QTRY_VERIFY((got += slow.readAll()).contains("Are you back?"));
    }

    void whoPingsAndNeverReadsIsCutOff()
    {
        QTcpSocket flood;
        openRaw(flood);
        flood.setReadBufferSize(1024);
        const QByteArray ping = "\x89\xfd"_ba + QByteArray(4, '\0') + QByteArray(125, 'x');
        const QByteArray pings = ping.repeated(8000);
        qint64 most = 0;
        // Many times what the system's buffers and our bound hold together.
        for (int i = 0; i < 60 && flood.state() == QAbstractSocket::ConnectedState; ++i) {
            flood.write(pings);
            QTRY_VERIFY(flood.bytesToWrite() == 0 ||
                        flood.state() != QAbstractSocket::ConnectedState);
            most = std::max(most, metric("queue_bytes"_ba));
        }
        QTRY_COMPARE(flood.state(), QAbstractSocket::UnconnectedState);
        QVERIFY2(most < 4 * limits::outboxBytes, qPrintable(QString::number(most)));
        QTRY_COMPARE(metric("websockets"_ba), 0);
    }

    void whoTalksAndNeverReadsIsCutOff()
    {
        auto timeouts = ServerRig::quick();
        timeouts.ping = 300ms;
        start(timeouts);
        QTcpSocket deaf;
        openDeaf(deaf, u"Deaf"_s);
        WireClient ana(m_rig->port());
        const auto room = fillLobby(ana, 100);
        QVERIFY(!room.isEmpty());
        const QByteArray ask = masked(GetHistory{RequestId{9}, room, {}, {}, 200});
        deaf.write(ask.repeated(200));
        // On a busy machine the posts alone have had it cut off by now.
        QTRY_VERIFY(metric("queue_bytes"_ba) > 0 || metric("websockets"_ba) == 1);
        // What it says meanwhile counts for nothing.
        const QByteArray word = masked(SetPresence{});
        QTRY_VERIFY_WITH_TIMEOUT((deaf.write(word), metric("websockets"_ba) == 1), 5000);
        QCOMPARE(metric("queue_bytes"_ba), 0);
    }

    void whatWaitsIsBoundedInBytes()
    {
        QTcpSocket greedy;
        openDeaf(greedy, u"Greedy"_s);
        WireClient ana(m_rig->port());
        const auto room = fillLobby(ana, 100);
        QVERIFY(!room.isEmpty());
        const QByteArray ask = masked(GetHistory{RequestId{9}, room, {}, {}, 200});
        const QByteArray text(limits::frameBytes - 200, 'y');
        const QByteArray post =
            maskedFrame("{\"type\":\"postMessage\",\"id\":8,\"room\":\"" + room.value().toUtf8() +
                        "\",\"clientId\":\"x\",\"text\":\"" + text + "\"}");
        greedy.write(ask.repeated(100));
        // Far fewer than limits::requestsWaiting.
        greedy.write(post.repeated(40));
        QTRY_COMPARE_WITH_TIMEOUT(metric("websockets"_ba), 1, 10000);
    }

    void whoAsksFasterThanTheyReadIsClosed()
    {
        QTcpSocket greedy;
        openDeaf(greedy, u"Greedy"_s);
        WireClient ana(m_rig->port());
        const auto room = fillLobby(ana, 200);
        QVERIFY(!room.isEmpty());
        const QByteArray ask = masked(GetHistory{RequestId{9}, room, {}, {}, 200});
        for (int n = 0; n < 4000; ++n)
            greedy.write(ask);
        QTRY_VERIFY_WITH_TIMEOUT(metric("websockets"_ba) == 1, 10000);
        greedy.abort();
        QTRY_COMPARE(metric("queue_bytes"_ba), 0);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
