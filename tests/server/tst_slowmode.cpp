// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/slowmode.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class SlowModeTest final : public QObject
{
    Q_OBJECT

    const SlowMode::Place m_place{RoomId(u"room"_s), UserId(u"ana"_s)};
    std::unique_ptr<SlowMode> m_slow;

    /// 0: admitted; else for how long to wait.
    qint64 wait(const QString &message, qint64 now)
    {
        const auto error = m_slow->admit(m_place, ClientId(message), 10s, Timestamp{now});
        return error ? error->retryAfter.value_or(-1ms).count() : 0;
    }

private Q_SLOTS:
    void init() { m_slow = std::make_unique<SlowMode>(); }

    void oneWaitsBetweenTwo()
    {
        QCOMPARE(wait(u"a"_s, 1000), 0);
        QCOMPARE(wait(u"b"_s, 1001), 9999);
        QCOMPARE(wait(u"a"_s, 1002), 0);
        QCOMPARE(wait(u"b"_s, 11'000), 0);
        QCOMPARE(wait(u"c"_s, 11'000), 10'000);
    }

    void placesAreApart()
    {
        QCOMPARE(wait(u"a"_s, 1000), 0);
        for (const auto &place : {SlowMode::Place(RoomId(u"room"_s), UserId(u"ben"_s)),
                                  SlowMode::Place(RoomId(u"hall"_s), UserId(u"ana"_s))})
            QVERIFY(!m_slow->admit(place, ClientId(u"a"_s), 10s, Timestamp{1000}));
        m_slow->forget(RoomId(u"room"_s));
        QCOMPARE(wait(u"b"_s, 1000), 0);
    }

    void withoutAWaitNothingIsCounted()
    {
        QVERIFY(!m_slow->admit(m_place, ClientId(u"a"_s), 0s, Timestamp{1000}));
        QCOMPARE(wait(u"b"_s, 1000), 0);
    }

    void whatWasNotWrittenIsTakenBack()
    {
        QCOMPARE(wait(u"a"_s, 1000), 0);
        m_slow->takeBack(m_place, ClientId(u"a"_s));
        QCOMPARE(wait(u"b"_s, 1000), 0);
        QCOMPARE(wait(u"c"_s, 11'000), 0);
        m_slow->takeBack(m_place, ClientId(u"b"_s));
        QCOMPARE(wait(u"d"_s, 11'000), 10'000);
        // What counts then is the one before it.
        m_slow->takeBack(m_place, ClientId(u"c"_s));
        QCOMPARE(wait(u"d"_s, 10'999), 1);
        QCOMPARE(wait(u"d"_s, 11'000), 0);
    }

    void whatWasWrittenIsNotTakenBack()
    {
        QCOMPARE(wait(u"a"_s, 1000), 0);
        m_slow->keep(m_place, ClientId(u"a"_s));
        QCOMPARE(wait(u"a"_s, 1001), 0);
        m_slow->takeBack(m_place, ClientId(u"a"_s));
        QCOMPARE(wait(u"b"_s, 1002), 9998);
    }

    void aClockThatIsPutBackMakesNobodyWaitLonger()
    {
        QCOMPARE(wait(u"a"_s, 1'000'000), 0);
        QCOMPARE(wait(u"b"_s, 1000), 10'000);
    }
};

QTEST_APPLESS_MAIN(SlowModeTest)
#include "tst_slowmode.moc"
