// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/attacks/crowd.h"
#include "tests/attacks/goodclient.h"
#include "tests/support/serverrig.h"

#include <QTest>

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

/// Attacks by very many connections: slow ones (16) and readers that never read (18).
class CrowdAttacks final : public QObject
{
    Q_OBJECT

    static QByteArray wire(const ClientMessage &message) { return maskedFrame(encode(message)); }

    /// The largest file of the page, or the page itself where it was not built in.
    static QByteArray largestRequest(const Target &target)
    {
        const QByteArray page =
            test::exchange(target.port(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        const qsizetype start = page.indexOf("assets/app-");
        const QByteArray name =
            start < 0 ? QByteArray() : page.mid(start, page.indexOf('"', start) - start);
        return "GET /" + name + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

private Q_SLOTS:
    void attack16SlowOnesDoNotSlowAGoodClient_data()
    {
        QTest::addColumn<QByteArray>("opening");
        QTest::addColumn<QByteArray>("trickle");
        // What is kept for a thousand.
        QTest::addColumn<double>("mostMiB");
        QTest::newRow("who says nothing") << ""_ba
                                          << ""_ba << 32.0;
        QTest::newRow("who sends its head slowly")
            << "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nA: "_ba
            << "a"_ba << 32.0;
        QTest::newRow("who sends its body slowly")
            << "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\nx"_ba
            << "x"_ba << 48.0;
        QTest::newRow("who sends a hook's body slowly")
            << "POST /hooks/x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
               "Content-Length: 100000\r\n\r\n" +
                   QByteArray(20000, ' ')
            << " "_ba << 96.0;
        QTest::newRow("who asks for much and does not read") << "much"_ba
                                                             << ""_ba << 160.0;
        QTest::newRow("who opens a WebSocket and does not log in")
            << upgradeRequest() << maskedFrame("x"_ba.repeated(10), '\x89') << 64.0;
        QTest::newRow("who opens a WebSocket and sends half a frame")
            << upgradeRequest() + maskedFrame("{}"_ba).chopped(1) << ""_ba << 64.0;
    }

    void attack16SlowOnesDoNotSlowAGoodClient()
    {
        QFETCH(QByteArray, opening);
        QFETCH(QByteArray, trickle);
        QFETCH(double, mostMiB);
        Target target;
        QVERIFY(target.start());
        GoodClient good(target.port());
        const double before = target.residentMiB();

        const int count = 1000;
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), count, Crowd::Window::Small));
        crowd.say(opening == "much" ? largestRequest(target).repeated(300) : opening);
        if (opening != "much")
            QTRY_COMPARE(target.figure("connections"_ba), count + 2);
        double most = before;
        int turn = 0;
        const auto trips = good.post(100, [&] {
            if (++turn % 10 == 0) {
                crowd.say(trickle);
                most = std::max(most, target.residentMiB());
            }
        });
        QCOMPARE(trips.complaint(), QString());
        if (opening != "much")
            QCOMPARE(crowd.present(), count);
        const double growth = most - before;
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), growth);
        QVERIFY2(growth < mostMiB * sanitizerFactor, qPrintable(QString::number(growth)));

        // They get what they are due: the end, and the good one keeps its place.
        QTRY_COMPARE_WITH_TIMEOUT((crowd.say(trickle), target.figure("connections"_ba)), 2, 30000);
        // What the system still has for them comes before the end, and that in steps: it asks
        // a receiver whose window was full again after 0.2, 0.4, 0.8, 1.6, 3.2 seconds.
        QTRY_COMPARE_WITH_TIMEOUT((crowd.readAll(), crowd.present()), 0, 30000);
        QCOMPARE(good.post(20).complaint(), QString());
    }

    void attack16ConnectionsHaveACap()
    {
        Target target;
        QVERIFY(target.start({u"--max-connections"_s, u"20"_s}));
        GoodClient good(target.port());
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), 100));
        QTRY_COMPARE(crowd.present(), 19);
        QCOMPARE(good.post(20).complaint(), QString());
        crowd.leave();
        QTRY_VERIFY(target.figure("connections_refused_total"_ba) >= 81);
        GoodClient another(target.port(), u"Another"_s);
        QCOMPARE(another.post(1).complaint(), QString());
    }

    void attack16OneAddressBehindAProxyHasACap()
    {
        ServerRig rig;
        rig.settings.trustedProxies = {*Subnet::parse(u"127.0.0.1"_s)};
        rig.settings.maxConnectionsPerAddress = 5;
        QVERIFY(rig.start());
        const auto from = [](const QByteArray &address) {
            return "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + address + "\r\n\r\n";
        };
        Crowd crowd;
        QVERIFY(crowd.connectTo(rig.port(), 5));
        crowd.say(from("198.51.100.7, 203.0.113.9"_ba));
        QTRY_VERIFY(rig.exchange(from("203.0.113.9"_ba)).startsWith("HTTP/1.1 503 "));
        QCOMPARE(crowd.present(), 5);
        QVERIFY(rig.exchange(from("203.0.113.10"_ba)).startsWith("HTTP/1.1 200 "));
        // Two lines are one list, and the last entry is the proxy's word.
        QVERIFY(rig.exchange("GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.1\r\n"
                             "X-Forwarded-For: 203.0.113.9\r\n\r\n"_ba)
                    .startsWith("HTTP/1.1 503 "));
        crowd.leave();
        QTRY_VERIFY(rig.exchange(from("203.0.113.9"_ba)).startsWith("HTTP/1.1 200 "));
    }

    void attack16WithoutTrustTheHeaderIsNothing()
    {
        ServerRig rig;
        rig.settings.maxConnectionsPerAddress = 1;
        QVERIFY(rig.start());
        const auto request =
            "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"_ba;
        Crowd crowd;
        QVERIFY(crowd.connectTo(rig.port(), 5));
        crowd.say(request);
        QTRY_COMPARE(rig.figure("connections"_ba), 6);
        QVERIFY(rig.exchange(request).startsWith("HTTP/1.1 200 "));
    }

    void attack18ReadersThatNeverRead()
    {
        Target target;
        QVERIFY(target.start());
        GoodClient good(target.port());
        const double before = target.residentMiB();
        const int count = 1000;
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), count, Crowd::Window::Small));
        crowd.say(upgradeRequest());
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("websockets"_ba), count + 1, 9000);
        for (int i = 0; i < count; ++i) {
            crowd.sayAt(i, wire(Hello{RequestId{1}, 1, {}, {}}) +
                               wire(LogInAsGuest{RequestId{2}, u"Deaf %1"_s.arg(i)}) +
                               wire(JoinRoom{RequestId{3}, good.room(), {}}));
        }
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("sessions_logged_in"_ba), count + 1, 9000);
        // More for each than the system's buffers and our bound hold together.
        double most = 0;
        const auto trips = good.post(
            150, [&] { most = std::max(most, target.residentMiB()); },
            QString(limits::messageCharacters, u'x'));
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), most - before);
        QVERIFY2(most - before < 64.0 * sanitizerFactor,
                 qPrintable(QString::number(most - before)));
        QCOMPARE(trips.complaint(), QString());
    }
};

QTEST_GUILESS_MAIN(CrowdAttacks)
#include "tst_crowds.moc"
