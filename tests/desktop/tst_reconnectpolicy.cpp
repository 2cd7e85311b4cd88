// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/reconnectpolicy.h"

#include <QTest>

using namespace hobnob::desktop;

class ReconnectPolicyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void delays_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<double>("random");
        QTest::addColumn<qint64>("delay");
        QTest::newRow("the first try comes after half a second at the earliest")
            << 0 << 0.0 << qint64(500);
        QTest::newRow("chance doubles a wait at most") << 0 << 1.0 << qint64(1000);
        QTest::newRow("each wait is twice the one before") << 3 << 0.0 << qint64(4000);
        QTest::newRow("no wait is longer than half a minute") << 60 << 1.0 << qint64(30000);
        QTest::newRow("long waits are spread too") << 60 << 0.0 << qint64(15000);
        QTest::newRow("numbers that make no sense do no harm") << -5 << 0.5 << qint64(750);
    }

    void delays()
    {
        QFETCH(int, attempt);
        QFETCH(double, random);
        QFETCH(qint64, delay);
        QCOMPARE(qint64(reconnectDelay(attempt, random).count()), delay);
    }
};

QTEST_APPLESS_MAIN(ReconnectPolicyTest)
#include "tst_reconnectpolicy.moc"
