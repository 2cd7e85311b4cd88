// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/limits.h"
#include "tests/attacks/crowd.h"
#include "tests/attacks/goodclient.h"
#include "tests/support/pollingclient.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using hobnob::server::test::Crowd;
using hobnob::server::test::engineRequest;
using hobnob::server::test::engineUpgrade;
using hobnob::server::test::GoodClient;
using hobnob::server::test::PollingClient;
using hobnob::server::test::statusOf;
using hobnob::server::test::Target;

/// Attacks by very many sessions of Socket.IO (14): left alone, slow, or without a reader.
class PollerAttacks final : public QObject
{
    Q_OBJECT

    static QByteArray sidIn(const QByteArray &answer)
    {
        const qsizetype start = answer.indexOf("\"sid\":\"") + 7;
        return answer.mid(start, limits::tokenCharacters);
    }

private Q_SLOTS:
    void attack14SessionsThatAreLeftAlone()
    {
        Target target;
        QVERIFY(target.start());
        GoodClient good(target.port());
        const double before = target.residentMiB();
        const int connections = 100;
        const int each = 100;
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), connections));
        crowd.say(engineRequest("GET").repeated(each));
        double most = before;
        int turn = 0;
        const auto trips = good.post(100, [&] {
            if (++turn % 10 == 0) {
                crowd.readAll();
                most = std::max(most, target.residentMiB());
            }
        });
        QTRY_COMPARE((crowd.readAll(), target.figure("socketio_sessions")), connections * each);
        most = std::max(most, target.residentMiB());
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), most - before);
        QVERIFY2(most - before < 64.0 * sanitizerFactor,
                 qPrintable(QString::number(most - before)));
        QCOMPARE(trips.complaint(), QString());
        // Nobody was in a namespace in time.
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("socketio_sessions"), 0, 20000);
        QCOMPARE(good.post(20).complaint(), QString());
    }

    void attack14SessionsHaveACap()
    {
        Target target;
        QVERIFY(target.start({u"--max-connections"_s, u"20"_s}));
        GoodClient good(target.port());
        for (int i = 0; i < 20; ++i)
            QVERIFY(PollingClient(target.port()).isOpen());
        QCOMPARE(statusOf(PollingClient(target.port()).handshake), 503);
        QCOMPARE(target.figure("socketio_sessions_refused_total"), 1);
        QCOMPARE(good.post(20).complaint(), QString());
    }

    void attack14PostsThatDoNotEnd()
    {
        Target target;
        QVERIFY(target.start());
        GoodClient good(target.port());
        const double before = target.residentMiB();
        const int count = limits::connectionsPerAddress;
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), count));
        const PollingClient session(target.port());
        crowd.say(engineRequest("POST", session.query(), QByteArray(120'000, 'x')).chopped(1));
        QTRY_COMPARE(target.figure("connections"), count + 2);
        const auto trips = good.post(100);
        const double most = target.residentMiB();
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), most - before);
        QVERIFY2(most - before < 64.0 * sanitizerFactor,
                 qPrintable(QString::number(most - before)));
        QCOMPARE(trips.complaint(), QString());
        QTRY_COMPARE_WITH_TIMEOUT((crowd.readAll(), target.figure("connections")), 2, 20000);
    }

    void attack14PollersThatNeverRead()
    {
        Target target;
        QVERIFY(target.start());
        GoodClient good(target.port());
        const int count = 1000;
        Crowd crowd;
        QVERIFY(crowd.connectTo(target.port(), count, Crowd::Window::Small));
        crowd.say(engineRequest("GET"));
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("socketio_sessions"), count, 9000);
        for (int i = 0; i < count; ++i) {
            const QByteArray query = "&sid=" + sidIn(crowd.read(i));
            crowd.sayAt(i,
                        engineRequest("POST", query, "40") +
                            engineRequest("POST", query,
                                          "42[\"join\",{\"username\":\"Deaf " +
                                              QByteArray::number(i) + "\",\"room\":\"Lobby\"}]") +
                            engineRequest("GET", query).repeated(50));
        }
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("sessions_logged_in"), count + 1, 9000);
        const double before = target.residentMiB();
        double most = before;
        const auto trips = good.post(
            150, [&] { most = std::max(most, target.residentMiB()); },
            QString(limits::messageCharacters, u'x'));
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), most - before);
        QVERIFY2(most - before < 128.0 * sanitizerFactor,
                 qPrintable(QString::number(most - before)));
        QCOMPARE(trips.complaint(), QString());
        // Who takes nothing of an answer, or answers no ping, has left.
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("socketio_sessions"), 0,
                                  int(2 * limits::enginePingInterval / 1ms) + 10000);
    }

    /// Each one looks like a client that is about to be quicker.
    void attack14UpgradesThatNeverEnd()
    {
        Target target;
        QVERIFY(target.start());
        GoodClient good(target.port());
        const double before = target.residentMiB();
        const int count = 500;
        Crowd polls;
        QVERIFY(polls.connectTo(target.port(), count));
        polls.say(engineRequest("GET"));
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("socketio_sessions"), count, 9000);
        Crowd probes;
        QVERIFY(probes.connectTo(target.port(), count));
        for (int i = 0; i < count; ++i) {
            const QByteArray query = "&sid=" + sidIn(polls.read(i));
            polls.sayAt(i, engineRequest("POST", query, "40") + engineRequest("GET", query));
            probes.sayAt(i, engineUpgrade(query) + test::maskedFrame("2probe"));
        }
        QTRY_COMPARE(target.figure("websockets"), count + 1);
        const auto trips = good.post(100);
        const double growth = target.residentMiB() - before;
        qInfo("%s; %.1f MiB more", qPrintable(trips.text()), growth);
        QVERIFY2(growth < 64.0 * sanitizerFactor, qPrintable(QString::number(growth)));
        QCOMPARE(trips.complaint(), QString());
        QTRY_COMPARE_WITH_TIMEOUT(target.figure("websockets"), 1, 20000);
        QCOMPARE(target.figure("socketio_sessions"), count);
    }
};

QTEST_GUILESS_MAIN(PollerAttacks)
#include "tst_pollers.moc"
