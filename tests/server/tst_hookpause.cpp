// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookpause.h"

#include <QTest>

using namespace hobnob::server;
using namespace std::chrono_literals;

class HookPauseTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doublesUpToHalfAnHour()
    {
        QCOMPARE(hookPause(1, 0), 2000ms);
        QCOMPARE(hookPause(2, 0), 4000ms);
        QCOMPARE(hookPause(10, 0), 1024s);
        QCOMPARE(hookPause(11, 0), 30min);
        QCOMPARE(hookPause(1'000'000, 0), 30min);
    }

    void chanceTakesUpToHalfOfIt()
    {
        QCOMPARE(hookPause(2, 1), 2000ms);
        QCOMPARE(hookPause(2, 0.5), 3000ms);
        for (int failures = 1; failures < 50; ++failures)
            QVERIFY(hookPause(failures, 1) * 2 == hookPause(failures, 0));
    }

    void whatIsNoCountOrChanceIsTakenForTheNearest()
    {
        QCOMPARE(hookPause(0, 0), 2000ms);
        QCOMPARE(hookPause(-5, 0), 2000ms);
        QCOMPARE(hookPause(1, -1), 2000ms);
        QCOMPARE(hookPause(1, 7), 1000ms);
    }
};

QTEST_GUILESS_MAIN(HookPauseTest)
#include "tst_hookpause.moc"
