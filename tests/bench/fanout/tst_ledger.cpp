// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/ledger.h"

#include <QTest>

using namespace hobnob::bench;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Whatever a server gets wrong is seen.
class TestLedger final : public QObject
{
    Q_OBJECT

    /// Members 0, 2, 4 and 1, 3 in two rooms; 0 and 1 send.
    const Plan m_plan{.members = 5, .rooms = 2, .senders = 2};
    const Ledger::Time m_begin = Ledger::Time(1s);

    void tellAll(Ledger &ledger, Stamp stamp)
    {
        for (uint32_t member = stamp.sender; member < m_plan.members; member += m_plan.rooms)
            QVERIFY(ledger.take(member, stamp, m_begin));
    }

private Q_SLOTS:
    void allIsWell()
    {
        Ledger ledger(m_plan, 2);
        const Stamp first = ledger.send(0, m_begin);
        QCOMPARE(ledger.missing(), 3U);
        tellAll(ledger, first);
        QCOMPARE(ledger.completed(), std::vector<uint32_t>{0});
        ledger.forgetCompleted();
        const Stamp other = ledger.send(1, m_begin);
        const Stamp second = ledger.send(0, m_begin);
        QVERIFY(second == (Stamp{0, 1}));
        tellAll(ledger, second);
        tellAll(ledger, other);
        QCOMPARE(ledger.completed(), (std::vector<uint32_t>{0, 1}));
        QCOMPARE(ledger.sent(), 3U);
        QCOMPARE(ledger.deliveries(), 8U);
        QCOMPARE(ledger.missing(), 0U);
        QCOMPARE(ledger.complaint(), std::string());
    }

    void aMessageIsCompleteWhenTheLastWasTold()
    {
        Ledger ledger(m_plan, 2);
        const Stamp stamp = ledger.send(0, m_begin);
        for (const uint32_t member : {4U, 0U}) {
            QVERIFY(ledger.take(member, stamp, m_begin));
            QVERIFY(ledger.completed().empty());
        }
        QVERIFY(ledger.take(2, stamp, m_begin));
        QCOMPARE(ledger.completed(), std::vector<uint32_t>{0});
    }

    void noMoreAreUnderWayThanWasAgreed()
    {
        Ledger ledger(m_plan, 2);
        const Stamp first = ledger.send(0, m_begin);
        QVERIFY(ledger.canSend(0));
        const Stamp second = ledger.send(0, m_begin);
        QVERIFY(!ledger.canSend(0));
        QVERIFY(ledger.canSend(1));
        tellAll(ledger, first);
        QVERIFY(ledger.canSend(0));
        tellAll(ledger, second);
    }

    void aSenderMayNotBeTold()
    {
        Plan plan = m_plan;
        plan.echo = Plan::Echo::No;
        Ledger ledger(plan, 1);
        const Stamp stamp = ledger.send(0, m_begin);
        QCOMPARE(ledger.missing(), 2U);
        QVERIFY(ledger.take(2, stamp, m_begin));
        QVERIFY(ledger.take(4, stamp, m_begin));
        QCOMPARE(ledger.complaint(), std::string());
        QVERIFY(!ledger.take(0, stamp, m_begin));
    }

    void seesWhatIsWrong_data()
    {
        QTest::addColumn<int>("member");
        QTest::addColumn<int>("sender");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("words");
        QTest::newRow("a loss") << 2 << 0 << 2 << u"was not told of number 1"_s;
        QTest::newRow("a double") << 2 << 0 << 0 << u"was told twice"_s;
        QTest::newRow("another room") << 3 << 0 << 0 << u"in another room"_s;
        QTest::newRow("what nobody said") << 2 << 0 << 7 << u"what nobody said"_s;
        QTest::newRow("nobody's message") << 2 << 2 << 0 << u"a sender that there is not"_s;
    }
    void seesWhatIsWrong()
    {
        QFETCH(int, member);
        QFETCH(int, sender);
        QFETCH(int, number);
        QFETCH(QString, words);
        Ledger ledger(m_plan, 4);
        tellAll(ledger, ledger.send(0, m_begin));
        for (int i = 0; i < 3; ++i)
            (void)ledger.send(0, m_begin);
        QVERIFY(!ledger.take(uint32_t(member), {uint32_t(sender), uint32_t(number)}, m_begin));
        QVERIFY2(QString::fromStdString(ledger.complaint()).contains(words),
                 ledger.complaint().c_str());
    }

    void saysWhoStillWaits()
    {
        Ledger ledger(m_plan, 4);
        const Stamp stamp = ledger.send(0, m_begin);
        QVERIFY(ledger.take(0, stamp, m_begin));
        QVERIFY(ledger.take(4, stamp, m_begin));
        QCOMPARE(ledger.complaint(),
                 std::string("1 deliveries did not come; member 2 waits for number 0 of sender 0"));
    }

    void knowsHowLongItTook()
    {
        Ledger ledger(m_plan, 4);
        const Stamp stamp = ledger.send(0, m_begin);
        QVERIFY(ledger.take(0, stamp, m_begin + 1ms));
        QVERIFY(ledger.take(2, stamp, m_begin + 2ms));
        QVERIFY(ledger.take(4, stamp, m_begin + 40ms));
        const Histogram &times = ledger.times();
        QCOMPARE(times.count(), 3U);
        QVERIFY(times.percentile(0.5) >= 2ms && times.percentile(0.5) < 2.1ms);
        QCOMPARE(times.percentile(1), std::chrono::nanoseconds(40ms));
        QCOMPARE(times.longest(), std::chrono::nanoseconds(40ms));
    }

    void aHistogramIsNeverFarOff()
    {
        for (int64_t value = 1; value < 100'000'000'000; value = value * 9 / 7 + 1) {
            Histogram histogram;
            histogram.add(std::chrono::nanoseconds(value));
            histogram.add(100s);
            const double found = double(histogram.percentile(0.5).count());
            QVERIFY2(found >= double(value) && found <= double(value) * 1.04 + 1,
                     qPrintable(QString::number(value)));
        }
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "tst_ledger.moc"
