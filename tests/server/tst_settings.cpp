// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/settings.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;

/// What follows from several settings together.
class SettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forABenchNobodyIsRefusedForHowOftenTheyCome_data()
    {
        using RateLimiting = Settings::RateLimiting;
        using Limits = Settings::Limits;
        QTest::addColumn<RateLimiting>("rateLimiting");
        QTest::addColumn<Limits>("bounds");
        QTest::addColumn<int>("burst");
        QTest::addColumn<bool>("isBounded");
        QTest::newRow("standard") << RateLimiting::On << Limits::Standard << 3 << true;
        QTest::newRow("without rates") << RateLimiting::Off << Limits::Standard << 0 << true;
        QTest::newRow("bench") << RateLimiting::On << Limits::Bench << 0 << false;
    }
    void forABenchNobodyIsRefusedForHowOftenTheyCome()
    {
        QFETCH(Settings::RateLimiting, rateLimiting);
        QFETCH(Settings::Limits, bounds);
        QFETCH(int, burst);
        QFETCH(bool, isBounded);
        Settings settings;
        settings.rateLimiting = rateLimiting;
        settings.limits = bounds;
        settings.maxConnectionsPerAddress = 9;
        settings.rates.set(limits::RequestKind::Posting,
                           {.session = {3, std::chrono::seconds(1)}, .user = {}, .address = {}});
        QCOMPARE(settings.ratesInForce().of(limits::RequestKind::Posting).session.burst, burst);
        QCOMPARE(settings.connectionsPerAddressInForce() == 9, isBounded);
    }
};

QTEST_APPLESS_MAIN(SettingsTest)
#include "tst_settings.moc"
