// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/attacks/crowd.h"
#include "tests/attacks/goodclient.h"
#include "tests/support/serverrig.h"

#include <QTest>
#include <QTimer>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::Crowd;
using hobnob::server::test::GoodClient;
using hobnob::server::test::maskedFrame;
using hobnob::server::test::ServerRig;
using hobnob::server::test::Target;
using hobnob::server::test::upgradeRequest;
using hobnob::server::test::WireClient;
using QWebSocketProtocol::CloseCode;

/// Attacks by single frames: poisoned JSON (12), frames that never end (13), floods of pings (15),
/// names without measure (19).
class FrameAttacks final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Target> m_target;
    std::unique_ptr<GoodClient> m_good;
    double m_before = 0;

    static QByteArray logIn(const QString &name)
    {
        return maskedFrame(encode(ClientMessage(Hello{RequestId{1}, 1, {}, {}}))) +
               maskedFrame(encode(ClientMessage(LogInAsGuest{RequestId{2}, name})));
    }

    /// The text of the server's frames in \a bytes, and the code of a close among them.
    struct Heard {
        QList<QByteArray> texts;
        int closeCode = 0;
    };
    static Heard heard(QByteArray bytes)
    {
        if (bytes.startsWith("HTTP/"))
            bytes = bytes.mid(bytes.indexOf("\r\n\r\n") + 4);
        Heard result;
        while (bytes.size() >= 2) {
            const int opcode = bytes.at(0) & 0x0f;
            qsizetype length = quint8(bytes.at(1));
            qsizetype start = 2;
            if (length == 126 && bytes.size() >= 4) {
                length = quint8(bytes.at(2)) << 8 | quint8(bytes.at(3));
                start = 4;
            } else if (length == 127 && bytes.size() >= 10) {
                length = quint8(bytes.at(7)) << 16 | quint8(bytes.at(8)) << 8 | quint8(bytes.at(9));
                start = 10;
            }
            const QByteArray payload = bytes.mid(start, length);
            if (opcode == 1)
                result.texts.append(payload);
            else if (opcode == 8 && payload.size() >= 2 && result.closeCode == 0)
                result.closeCode = quint8(payload.at(0)) << 8 | quint8(payload.at(1));
            bytes = bytes.mid(start + length);
        }
        return result;
    }

    /// What is left of a thing that \a crowd did: they are gone, the good one was quick, and memory
    /// is as it was.
    void verifyHarmless(Crowd &crowd, const test::RoundTrips &trips, double mostMiB)
    {
        QCOMPARE(trips.complaint(), QString());
        QTRY_COMPARE_WITH_TIMEOUT(crowd.present(), 0, 15000);
        verifyMemory(trips, mostMiB);
        crowd.leave();
        QTRY_COMPARE(m_target->figure("websockets"_ba), 1);
        QVERIFY(m_target->isRunning());
    }

    void verifyMemory(const test::RoundTrips &trips, double mostMiB)
    {
        const double growth = m_target->residentMiB() - m_before;
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), growth);
        QVERIFY2(growth < mostMiB * sanitizerFactor, qPrintable(QString::number(growth)));
    }

private Q_SLOTS:
    void init()
    {
        m_target = std::make_unique<Target>();
        QVERIFY(m_target->start());
        m_good = std::make_unique<GoodClient>(m_target->port());
        m_good->post(5);
        m_before = m_target->residentMiB();
    }

    void cleanup()
    {
        m_good.reset();
        m_target.reset();
    }

    void attack12PoisonedJson_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<int>("closeCode");
        const auto hello = [](const QByteArray &client) {
            return R"({"type":"hello","id":1,"version":1,"capabilities":[],"client":)" + client +
                   '}';
        };
        const auto row = [](const char *name, const QByteArray &payload, const QByteArray &error,
                            int closeCode = CloseCode::CloseCodePolicyViolated) {
            QTest::newRow(name) << payload << error << closeCode;
        };
        row("lists 60,000 deep", QByteArray(60000, '['), "too-deep");
        row("objects 10,000 deep", QByteArray(R"({"a":)").repeated(10000), "too-deep");
        row("depth in a field that nobody reads",
            R"({"type":"ping","id":1,"x":)" + QByteArray(30000, '[') + QByteArray(30000, ']') + '}',
            "too-deep");
        row("a key twice", R"({"type":"ping","id":1,"id":2})", "duplicate-key");
        row("a key twice, once escaped", R"({"type":"ping","id":1,"\u0069d":2})", "duplicate-key");
        row("the type twice", R"({"type":"ping","id":1,"type":"logOut"})", "duplicate-key");
        row("10,000 keys twice", '{' + QByteArray(R"("a":1,)").repeated(10000) + R"("a":1})",
            "duplicate-key");
        row("1e400", R"({"type":"ping","id":1e400})", "out-of-range");
        row("-1e400", R"({"type":"ping","id":-1e400})", "out-of-range");
        row("1e-400", R"({"type":"ping","id":1e-400})", "out-of-range");
        row("a number of 60,000 digits", R"({"type":"ping","id":)" + QByteArray(60000, '9') + '}',
            "out-of-range");
        row("2^53", R"({"type":"ping","id":9007199254740992})", "out-of-range");
        row("2^64 + 1", R"({"type":"ping","id":18446744073709551617})", "out-of-range");
        row("NaN", R"({"type":"ping","id":NaN})", "not-json");
        row("a lone high surrogate", hello(R"("\ud800")"), "not-json");
        row("a lone low surrogate", hello(R"("\udc00")"), "not-json");
        row("surrogates the wrong way round", hello(R"("\udc00\ud800")"), "not-json");
        row("a lone surrogate as a key", R"({"type":"ping","id":1,"\ud800":2})", "not-json");
        row("an escaped NUL", hello(R"("a\u0000b")"), "bad-text");
        row("a NUL", hello("\"a" + QByteArray(1, '\0') + "b\""), "not-json");
        row("nothing", {}, "not-json");
        row("two objects", R"({"type":"ping","id":1}{"type":"ping","id":2})", "not-json");
        row("a comment", R"({"type":"ping",/**/"id":1})", "not-json");
        // Text that is no UTF-8 never reaches JSON.
        row("a surrogate in UTF-8", hello("\"\xed\xa0\x80\""), {},
            CloseCode::CloseCodeWrongDatatype);
        row("an overlong slash", hello("\"\xc0\xaf\""), {}, CloseCode::CloseCodeWrongDatatype);
        row("half a character", hello("\"\xe6\x9d\""), {}, CloseCode::CloseCodeWrongDatatype);
        row("past Unicode's end", hello("\"\xf5\x80\x80\x80\""), {},
            CloseCode::CloseCodeWrongDatatype);
    }

    void attack12PoisonedJson()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, error);
        QFETCH(int, closeCode);
        Crowd crowd;
        QVERIFY(crowd.connectTo(m_target->port(), 20));
        crowd.say(upgradeRequest() + maskedFrame(payload));
        QByteArray got;
        QTRY_VERIFY((got += crowd.read(0), heard(got).closeCode != 0));
        QCOMPARE(heard(got).closeCode, closeCode);
        if (error.isEmpty()) {
            QVERIFY(heard(got).texts.isEmpty());
        } else {
            QCOMPARE(heard(got).texts.size(), 1);
            QVERIFY2(got.contains("\"code\":\"" + error + '"'), got.constData());
        }
        verifyHarmless(crowd, m_good->post(40), 16);
    }

    void attack13FramesWithoutEnd_data()
    {
        QTest::addColumn<QByteArray>("begin");
        // Again and again until one is closed.
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<int>("closeCode");
        const auto mask = QByteArray(4, '\0');
        const auto huge = [&](quint64 length) {
            QByteArray head("\x81\xff");
            for (int shift = 56; shift >= 0; shift -= 8)
                head += char(length >> shift & 0xff);
            return head + mask;
        };
        const int tooMuch = CloseCode::CloseCodeTooMuchData;
        const int tooMany = CloseCode::CloseCodePolicyViolated;
        const int violation = CloseCode::CloseCodeProtocolError;
        const auto more = QByteArray(1000, 'x');
        QTest::newRow("a frame of 1 GiB") << huge(1 << 30) << more << tooMuch;
        QTest::newRow("a frame of 2^63 - 1") << huge(~quint64(0) >> 1) << more << tooMuch;
        QTest::newRow("a frame of 2^64 - 1") << huge(~quint64(0)) << more << violation;
        QTest::newRow("a million fragments of a byte")
            << maskedFrame("x"_ba, '\x01') << maskedFrame("x"_ba, '\x00') << tooMany;
        QTest::newRow("fragments with pings in between")
            << maskedFrame("x"_ba, '\x01') << maskedFrame("x"_ba, '\x00') + maskedFrame({}, '\x89')
            << tooMany;
        QTest::newRow("empty fragments")
            << maskedFrame({}, '\x01') << maskedFrame({}, '\x00').repeated(1000) << tooMany;
        QTest::newRow("fragments of 4 KiB")
            << maskedFrame("x"_ba, '\x01') << maskedFrame(QByteArray(4096, 'x'), '\x00') << tooMuch;
        QTest::newRow("a large ping")
            << maskedFrame(QByteArray(126, 'x'), '\x89') << more << violation;
        QTest::newRow("a ping in fragments") << maskedFrame("x"_ba, '\x09') << more << violation;
        QTest::newRow("a reserved kind") << maskedFrame("x"_ba, '\x83') << more << violation;
        QTest::newRow("a reserved bit") << maskedFrame("{}"_ba, '\xc1') << more << violation;
        QTest::newRow("an end without a beginning")
            << maskedFrame("x"_ba, '\x80') << more << violation;
        QTest::newRow("a beginning within another")
            << maskedFrame("x"_ba, '\x01') + maskedFrame("x"_ba, '\x01') << more << violation;
        QTest::newRow("a close of one byte") << maskedFrame("x"_ba, '\x88') << more << violation;
    }

    void attack13FramesWithoutEnd()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, pattern);
        QFETCH(int, closeCode);
        Crowd crowd;
        QVERIFY(crowd.connectTo(m_target->port(), 20));
        crowd.say(upgradeRequest());
        for (int i = 0; i < crowd.size(); ++i)
            crowd.sayAt(i, logIn(u"Endless %1"_s.arg(i)) + begin);
        QByteArray got;
        const auto trips = m_good->post(30, [&] {
            crowd.pour(pattern, 100000);
            got += crowd.read(0);
        });
        QTRY_VERIFY((got += crowd.read(0), heard(got).closeCode != 0));
        QCOMPARE(heard(got).closeCode, closeCode);
        crowd.readAll();
        verifyHarmless(crowd, trips, 16);
    }

    void attack13MessagesInFragmentsPassUpToTheirBound()
    {
        const QByteArray hello = encode(ClientMessage(Hello{RequestId{1}, 1, {}, {}}));
        // Fragments between the first and the last, with pings, which are none.
        const auto inFragments = [&](int count) {
            const QByteArray between = maskedFrame({}, '\x00') + maskedFrame({}, '\x89');
            return maskedFrame(hello.first(9), '\x01') + between.repeated(count - 2) +
                   maskedFrame(hello.mid(9), '\x80');
        };
        Crowd crowd;
        QVERIFY(crowd.connectTo(m_target->port(), 2));
        crowd.say(upgradeRequest() + inFragments(limits::messageFragments));
        crowd.sayAt(0, maskedFrame(encode(ClientMessage(LogInAsGuest{RequestId{2}, u"A"_s}))));
        crowd.sayAt(1, inFragments(limits::messageFragments + 1));
        QByteArray within;
        QByteArray past;
        QTRY_COMPARE((past += crowd.read(1), heard(past).closeCode),
                     int(CloseCode::CloseCodePolicyViolated));
        QTRY_VERIFY((within += crowd.read(0), within.contains(R"("type":"loggedIn")")));
        QVERIFY(within.contains(R"("type":"welcome")"));
        QCOMPARE(heard(within).closeCode, 0);
        crowd.leave();
    }

    void attack13FramesWithoutAMaskAreNotRead()
    {
        const auto unmasked = [](const QByteArray &payload) {
            return "\x81"_ba + char(payload.size()) + payload;
        };
        Crowd crowd;
        QVERIFY(crowd.connectTo(m_target->port(), 3));
        const QByteArray hello = encode(ClientMessage(Hello{RequestId{1}, 1, {}, {}}));
        crowd.sayAt(0, upgradeRequest() + unmasked(hello));
        // Later, behind a good one, in pieces.
        crowd.sayAt(1, upgradeRequest() + maskedFrame(hello) + unmasked(hello));
        crowd.sayAt(2, upgradeRequest() + maskedFrame(hello) + unmasked(hello).first(1));
        QByteArray first;
        QByteArray second;
        QByteArray third;
        QTRY_VERIFY((third += crowd.read(2), heard(third).texts.size() == 1));
        crowd.sayAt(2, unmasked(hello).mid(1));
        QTRY_COMPARE((first += crowd.read(0), heard(first).closeCode), 1002);
        QTRY_COMPARE((second += crowd.read(1), heard(second).closeCode), 1002);
        QTRY_COMPARE((third += crowd.read(2), heard(third).closeCode), 1002);
        QCOMPARE(heard(first).texts.size(), 0);
        QCOMPARE(heard(third).texts.size(), 1);
        verifyHarmless(crowd, m_good->post(10), 8);
    }

    void attack15FloodsOfPings_data()
    {
        QTest::addColumn<bool>("reads");
        QTest::newRow("of who reads the answers") << true;
        QTest::newRow("of who reads nothing") << false;
    }

    void attack15FloodsOfPings()
    {
        QFETCH(bool, reads);
        Crowd crowd;
        QVERIFY(crowd.connectTo(m_target->port(), 20,
                                reads ? Crowd::Window::Usual : Crowd::Window::Small));
        crowd.say(upgradeRequest());
        for (int i = 0; i < crowd.size(); ++i)
            crowd.sayAt(i, logIn(u"Pinging %1"_s.arg(i)));
        QTRY_COMPARE(m_target->figure("sessions_logged_in"_ba), crowd.size() + 1);
        const QByteArray pings = maskedFrame(QByteArray(125, 'x'), '\x89').repeated(100);
        const auto flood = [&] {
            crowd.pour(pings, 20000);
            if (reads)
                crowd.readAll();
        };
        const auto trips = m_good->post(100, flood);
        QCOMPARE(trips.complaint(), QString());
        // Two outboxes each, where nobody reads.
        verifyMemory(trips, reads ? 24 : 24 + 20 * 2.5);
        if (reads)
            QCOMPARE(crowd.present(), crowd.size());
        else
            QTRY_COMPARE_WITH_TIMEOUT((flood(), crowd.present()), 0, 30000);
    }

    void attack15PingsDoNotKeepWhoDoesNotLogIn()
    {
        auto timeouts = ServerRig::quick();
        timeouts.login = 200ms;
        ServerRig rig(timeouts);
        QVERIFY(rig.start());
        WireClient client(rig.port());
        client.say(Hello{RequestId{1}, 1, {}, {}});
        QTimer flood;
        connect(&flood, &QTimer::timeout, &client.socket(), [&client] {
            if (!client.isClosed())
                client.socket().ping();
        });
        flood.start(5ms);
        QTRY_VERIFY(client.isClosed());
    }

    void attack19NamesWithoutMeasure_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("closeCode");
        // What fits a frame is just a name that is too long.
        const auto nick = R"({"type":"logInAsGuest","id":2,"name":"%"})"_ba;
        const auto room = R"({"type":"joinNamedRoom","id":3,"name":"%"})"_ba;
        const int kept = 0;
        const int tooMuch = CloseCode::CloseCodeTooMuchData;
        for (const auto &[what, request] : {std::pair("nickname", nick), {"room", room}}) {
            const auto row = [&](const char *size) -> QTestData & {
                return QTest::addRow("a %s of %s", what, size) << request;
            };
            row("1 MiB") << QByteArray(1 << 20, 'a') << tooMuch;
            row("60,000 letters") << QByteArray(60000, 'a') << kept;
            row("one letter with 30,000 marks") << 'a' + "\xcc\x81"_ba.repeated(30000) << kept;
            row("15,000 emoji") << "\xf0\x9f\x98\x80"_ba.repeated(15000) << kept;
            row("65 letters") << QByteArray(65, 'a') << kept;
        }
    }

    void attack19NamesWithoutMeasure()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, name);
        QFETCH(int, closeCode);
        WireClient one(m_target->port());
        one.logIn(u"Me"_s);
        const bool isRoom = request.contains("joinNamedRoom");
        if (!isRoom) {
            one.say(LogOut{RequestId{9}});
            one.take<LoggedOut>();
        }
        one.sendRaw(QString::fromUtf8(request.replace("%", name)));
        const auto trips = m_good->post(20);
        QCOMPARE(trips.complaint(), QString());
        if (closeCode == 0) {
            const auto code = one.take<protocol::Error>().code;
            QCOMPARE(code, isRoom ? ErrorCode::RoomNameTooLong : ErrorCode::NameTooLong);
            QVERIFY(!one.isClosed());
        } else {
            QTRY_VERIFY(one.isClosed());
            QCOMPARE(int(one.socket().closeCode()), closeCode);
        }
        verifyMemory(trips, 8);
        QCOMPARE(m_target->figure("rooms"_ba), 1);
    }
};

QTEST_GUILESS_MAIN(FrameAttacks)
#include "tst_frames.moc"
