// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/enginesessionrig.h"

using namespace hobnob;
using namespace hobnob::server;
using namespace hobnob::server::test;
using namespace std::chrono_literals;
using Transport = EngineSession::Transport;

class EngineUpgradeTest final : public QObject, private EngineSessionRig
{
    Q_OBJECT

    using Lines = EngineLines;

private Q_SLOTS:
    void aWebSocketTakesOver()
    {
        start(Transport::Polling);
        QVERIFY(poll());
        QVERIFY(m_session->beginProbe(m_now));
        probe("2probe");
        QCOMPARE(m_outlet.take(), Lines({"probe 3probe", "poll 6"}));
        say("a");
        m_session->flush(m_now);
        QVERIFY(post("4b"));
        QCOMPARE(m_outlet.take(), Lines{"got b"});
        probe("5");
        QCOMPARE(m_outlet.take(), Lines({"adopted", "socket 4a"}));
        read("4c");
        QCOMPARE(m_outlet.take(), Lines{"got c"});
        QCOMPARE(m_session->beginPoll(m_now), EngineRefusal::BadRequest);
        QVERIFY(!m_session->beginProbe(m_now));
        QVERIFY(!m_session->hasEnded());
    }

    void pollsDuringAnUpgradeEndByThemselves()
    {
        start(Transport::Polling);
        QVERIFY(m_session->beginProbe(m_now));
        probe("2probe");
        m_outlet.take();
        QVERIFY(poll());
        QCOMPARE(m_session->deadline(), m_now + limits::upgradePoll);
        wait(limits::upgradePoll - 1ms);
        QVERIFY(m_outlet.take().isEmpty());
        wait(1ms);
        QCOMPARE(m_outlet.take(), Lines{"poll 6"});
        say("a");
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines{"poll 4a"});
        QVERIFY(poll());
        probe("5");
        QCOMPARE(m_outlet.take(), Lines({"poll 6", "adopted"}));
    }

    void anUpgradeThatStopsHalfWayEnds_data()
    {
        QTest::addColumn<bool>("probed");
        QTest::newRow("before the probe") << false;
        QTest::newRow("after it") << true;
    }
    void anUpgradeThatStopsHalfWayEnds()
    {
        QFETCH(bool, probed);
        start(Transport::Polling);
        QVERIFY(m_session->beginProbe(m_now));
        if (probed)
            probe("2probe");
        QVERIFY(!m_session->beginProbe(m_now));
        m_outlet.take();
        wait(limits::upgradeTime - 1ms);
        QVERIFY(m_outlet.take().isEmpty());
        wait(1ms);
        QCOMPARE(m_outlet.take(), Lines{"probe closed"});
        probe("5");
        say("a");
        QVERIFY(poll());
        QCOMPARE(m_outlet.take(), Lines{"poll 4a"});
        QVERIFY(m_session->beginProbe(m_now));
    }

    void whatIsNoUpgradeEndsTheWebSocketAlone_data()
    {
        QTest::addColumn<QByteArrayList>("texts");
        QTest::newRow("an upgrade without a probe") << QByteArrayList{"5"};
        QTest::newRow("a ping that is no probe") << QByteArrayList{"2"};
        QTest::newRow("a message") << QByteArrayList{"4a"};
        QTest::newRow("nonsense") << QByteArrayList{"abc"};
        QTest::newRow("two probes") << QByteArrayList{"2probe", "2probe"};
        QTest::newRow("a message after the probe") << QByteArrayList{"2probe", "4a"};
    }
    void whatIsNoUpgradeEndsTheWebSocketAlone()
    {
        QFETCH(QByteArrayList, texts);
        start(Transport::Polling);
        QVERIFY(m_session->beginProbe(m_now));
        for (const auto &text : texts)
            probe(text);
        QCOMPARE(m_outlet.take().constLast(), "probe closed");
        QVERIFY(post("4b"));
        QCOMPARE(m_outlet.take(), Lines{"got b"});
    }

    void aProbeThatIsLostLeavesTheSession()
    {
        start(Transport::Polling);
        QVERIFY(m_session->beginProbe(m_now));
        m_session->loseProbe();
        QVERIFY(m_session->beginProbe(m_now));
        QVERIFY(!m_session->hasEnded());
    }
};

QTEST_APPLESS_MAIN(EngineUpgradeTest)
#include "tst_engineupgrade.moc"
