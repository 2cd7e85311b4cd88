// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/support/pollingclient.h"
#include "tests/support/serverrig.h"
#include "tests/support/wireclient.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::bodyOf;
using hobnob::server::test::engineRequest;
using hobnob::server::test::engineUpgrade;
using hobnob::server::test::maskedFrame;
using hobnob::server::test::PollingClient;
using hobnob::server::test::ServerRig;
using hobnob::server::test::statusOf;
using hobnob::server::test::WaitingRequest;
using hobnob::server::test::WireClient;

/// What clients of Engine.IO and Socket.IO can lie about (14): packets that nobody sends, others'
/// sessions, two polls at once, posts without measure, upgrades that stop half way.
class SocketIoAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ServerRig> m_rig;

    [[nodiscard]] qint64 sessions() const { return m_rig->figure("socketio_sessions"); }

    /// In the room Lobby as Eve.
    static bool settle(PollingClient &eve)
    {
        return eve.enter() &&
               eve.ask(R"(["join",{"username":"Eve","room":"Lobby"}])").contains("\"ok\":true");
    }
    /// Nothing of Eve is left, and the others talk on.
    void checkThatAllIsWell()
    {
        QTRY_COMPARE(sessions(), 0);
        WireClient next(m_rig->port());
        QCOMPARE(next.logIn(u"Eve"_s).user.name, u"Eve"_s);
        const auto room = next.join(u"Lobby"_s).room.id;
        next.post(room, u"All is well"_s, u"c-1"_s);
        QVERIFY(number(next.take<protocol::Posted>().seq) > 0);
    }

    enum class Place { Outside, Inside };

    static void lies()
    {
        QTest::addColumn<QByteArray>("lie");
        QTest::addColumn<bool>("isInside");
        const auto row = [](const char *name, const QByteArray &lie, Place place = Place::Inside) {
            QTest::newRow(name) << lie << (place == Place::Inside);
        };
        row("an event before anything", R"(42["message",{}])", Place::Outside);
        row("an attachment before anything", "bAQ==", Place::Outside);
        row("an acknowledgement before anything", "430[]", Place::Outside);
        row("a second entrance", "40");
        row("an entrance that is a list", "40[]", Place::Outside);
        row("a name of its own for nothing", R"(42["connect",{}])");
        row("a goodbye as an event", R"(42["disconnect"])");
        row("an error as if from us", R"(44{"message":"no"})");
        row("no packet", "4hello");
        row("no type", "49");
        row("no name", "42[]");
        row("a name that is a number", "42[1]");
        row("no list", R"(42{"a":1})");
        row("half a list", R"(42["message",)");
        row("a key twice", R"(42["message",{"room":"a","room":"b"}])");
        row("lists in lists", "42[\"message\"," + QByteArray(10'000, '[') + ']');
        row("a number below none", R"(42-1["message",{}])");
        row("a number without end", "42" + QByteArray(40, '9') + R"(["message",{}])");
        row("as many attachments as there are numbers", R"(459999999999-["message"])");
        row("an attachment without a place", R"(451-["message",{}])");
        row("a place without an attachment", R"(451-["message",{"_placeholder":true,"num":7}])");
        row("an event instead of an attachment",
            "451-[\"message\",{\"_placeholder\":true,\"num\":0}]\x1e"
            "42[\"message\",{}]");
        row("an endless namespace", "40/" + QByteArray(1000, 'x') + ',');
        row("another's words", R"(42/admin,["message",{}])");
        row("nobody's packet", "9");
        row("a handshake as if from us", R"(0{"sid":"a"})");
        row("a ping as if from us", "2");
        row("an upgrade of nothing", "5");
        row("bytes that are no text", "42[\"\xff\"]");
    }

private Q_SLOTS:
    void init()
    {
        m_rig = std::make_unique<ServerRig>();
        QVERIFY(m_rig->start());
    }
    void cleanup() { m_rig.reset(); }

    void attack14LiesByPolling_data() { lies(); }
    void attack14LiesByPolling()
    {
        QFETCH(QByteArray, lie);
        QFETCH(bool, isInside);
        PollingClient eve(m_rig->port());
        QVERIFY(!isInside || settle(eve));
        const int status = statusOf(eve.post(lie));
        QVERIFY(status == 400 || status == 200);
        // Of what Socket.IO refuses a client is told at its next poll.
        if (status == 200)
            QVERIFY(eve.poll().endsWith('1'));
        QCOMPARE(statusOf(eve.poll()), 400);
        checkThatAllIsWell();
    }

    void attack14LiesByWebSocket_data() { lies(); }
    void attack14LiesByWebSocket()
    {
        QFETCH(QByteArray, lie);
        QFETCH(bool, isInside);
        WaitingRequest eve(m_rig->port(), engineUpgrade());
        const auto heard = [&eve](const QByteArray &what) {
            return eve.socket().peek(100'000).contains(what);
        };
        QTRY_VERIFY(heard("0{\"sid\":\""));
        if (isInside) {
            eve.socket().write(maskedFrame("40") +
                               maskedFrame(R"(420["join",{"username":"Eve","room":"Lobby"}])"));
            QTRY_VERIFY(heard("430[{\"ok\":true"));
        }
        if (lie.startsWith('b')) {
            eve.socket().write(maskedFrame("\x01", '\x82'));
        } else {
            for (const auto &packet : lie.split('\x1e'))
                eve.socket().write(maskedFrame(packet));
        }
        // The closing handshake, and ours is the first half.
        QTRY_VERIFY(heard("\x88"));
        eve.socket().write(maskedFrame({}, '\x88'));
        QTRY_COMPARE(eve.socket().state(), QAbstractSocket::UnconnectedState);
        checkThatAllIsWell();
    }

    void attack14BodiesThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("a separator") << "\x1e"_ba;
        QTest::newRow("one too many separators") << "42[\"a\"]\x1e"_ba;
        QTest::newRow("base64 that is none") << "b!!!!"_ba;
        QTest::newRow("more packets than anybody packs")
            << "6\x1e"_ba.repeated(limits::enginePackets) + '6';
    }
    void attack14BodiesThatAreNone()
    {
        QFETCH(QByteArray, body);
        PollingClient eve(m_rig->port());
        QVERIFY(settle(eve));
        QCOMPARE(statusOf(eve.post(body)), 400);
        checkThatAllIsWell();
    }

    void attack14SessionsAreNotGuessed()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        QCOMPARE(ana.sid().size(), limits::tokenCharacters);
        QByteArray near = ana.sid();
        near.back() = near.back() == '0' ? '1' : '0';
        for (const QByteArray &sid : {near, ana.sid().toUpper(), ana.sid().chopped(1), "1"_ba,
                                      ""_ba, "%2e%2e"_ba, ana.sid() + "&sid=" + ana.sid()}) {
            const QByteArray query = "&sid=" + sid;
            const QByteArray unknown = R"({"code":1,"message":"Session ID unknown"})";
            const auto polled = m_rig->exchange(engineRequest("GET", query));
            QCOMPARE(statusOf(polled), 400);
            QCOMPARE(bodyOf(polled), unknown);
            QCOMPARE(bodyOf(m_rig->exchange(engineRequest("POST", query, "41"))), unknown);
            const auto opened = m_rig->exchange(engineUpgrade(query));
            QVERIFY2(opened.contains("Session ID unknown"), opened.constData());
        }
        QVERIFY(!ana.ask(R"(["typing",{}])").isEmpty());
    }

    /// Whoever has the id that Ana's client keeps to itself can end the session, and hears nothing.
    void attack14AnothersSessionIsNotOverheard()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(ana.enter());
        WaitingRequest poll(m_rig->port(), engineRequest("GET", ana.query()));
        QTRY_COMPARE(m_rig->figure("connections"), 2);
        const QByteArray page = "Origin: http://evil.example\r\n";
        QCOMPARE(statusOf(m_rig->exchange(engineRequest("GET", ana.query(), {}, page))), 403);
        QCOMPARE(statusOf(m_rig->exchange(engineRequest("POST", ana.query(), "41", page))), 403);
        QVERIFY(poll.answer().isEmpty());
        const auto stolen = m_rig->exchange(engineRequest("GET", ana.query()));
        QCOMPARE(statusOf(stolen), 400);
        QCOMPARE(bodyOf(stolen), R"({"code":3,"message":"Bad request"})"_ba);
        QTRY_COMPARE(bodyOf(poll.answer()), "1"_ba);
        QCOMPARE(sessions(), 0);
    }

    void attack14PostsWithoutMeasure()
    {
        PollingClient eve(m_rig->port());
        QVERIFY(settle(eve));
        const QByteArray most(limits::enginePayloadBytes - 1, 'x');
        QCOMPARE(statusOf(eve.post('4' + most + 'x')), 413);
        const auto claim = [&](const QByteArray &header) {
            return statusOf(m_rig->exchange(
                engineRequest("POST", eve.query()).replace("Content-Length: 0", header)));
        };
        QCOMPARE(claim("Content-Length: 1073741824"), 413);
        QCOMPARE(claim("Transfer-Encoding: chunked"), 413);
        QVERIFY(eve.ask(R"(["typing",{}])").contains("missing-field"));
        QCOMPARE(statusOf(eve.post('4' + most)), 200);
        checkThatAllIsWell();
    }

    /// A WebSocket that says it will take over, and then nothing.
    void attack14UpgradesThatStopHalfWay()
    {
        PollingClient ana(m_rig->port());
        QVERIFY(settle(ana));
        const auto half = [&] {
            return std::make_unique<WaitingRequest>(m_rig->port(), engineUpgrade(ana.query()) +
                                                                       maskedFrame("2probe"));
        };
        const auto first = half();
        QTRY_VERIFY(first->socket().peek(10'000).endsWith("3probe"));
        // One is enough.
        for (int i = 0; i < 20; ++i) {
            const auto another = half();
            QTRY_VERIFY(another->socket().peek(10'000).contains("\x88"));
        }
        // The session goes on meanwhile.
        QVERIFY(ana.ask(R"(["message",{"username":"Eve","room":"Lobby","message":"Here"}])")
                    .contains("\"ok\":true"));
        // Polls that have nothing end by themselves, so that the client can stop polling.
        QTRY_COMPARE(bodyOf(ana.poll()), "6"_ba);
        // Until it had its time.
        QTRY_VERIFY_WITH_TIMEOUT(first->socket().peek(10'000).contains("\x88"),
                                 int(limits::upgradeTime / 1ms) + 5000);
        const auto second = half();
        QTRY_VERIFY(second->socket().peek(10'000).endsWith("3probe"));
        second->socket().write(maskedFrame("4hello"));
        QTRY_VERIFY(second->socket().peek(10'000).contains("\x88"));
        const auto third = half();
        QTRY_VERIFY(third->socket().peek(10'000).endsWith("3probe"));
        third->socket().write(maskedFrame("5") + maskedFrame(R"(427["typing",{}])"));
        QTRY_VERIFY(third->socket().peek(10'000).contains("437[{"));
        QCOMPARE(sessions(), 1);
    }
};

QTEST_GUILESS_MAIN(SocketIoAttacks)
#include "tst_socketio.moc"
