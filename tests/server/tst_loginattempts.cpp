// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/loginattempts.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class LoginAttemptsTest final : public QObject
{
    Q_OBJECT

    const LoginAttempts::Instant m_now{1h};

private Q_SLOTS:
    void aPasswordCanBeTriedSoOften()
    {
        LoginAttempts attempts({3, 30s});
        for (int i = 0; i < 3; ++i)
            QVERIFY(!attempts.begin(u"ana"_s, m_now));
        const auto error = attempts.begin(u"ana"_s, m_now);
        QVERIFY(error);
        QCOMPARE(error->code, ErrorCode::RateLimited);
        QCOMPARE(error->retryAfter, 30s);
        QVERIFY(!attempts.begin(u"ben"_s, m_now));
        QVERIFY(!attempts.begin(u"ana"_s, m_now + 30s));
        QVERIFY(attempts.begin(u"ana"_s, m_now + 30s));
    }

    void whatWasRightDoesNotCount()
    {
        LoginAttempts attempts({3, 30s});
        for (int i = 0; i < 20; ++i) {
            QVERIFY(!attempts.begin(u"ana"_s, m_now));
            attempts.forgive(u"ana"_s, m_now);
        }
        QCOMPARE(attempts.rememberedCount(), 0);
        attempts.forgive(u"nobody"_s, m_now);
    }

    void namesThatNobodyTriesAnyMoreAreForgotten()
    {
        LoginAttempts attempts({3, 30s});
        for (int i = 0; i < 100'000; ++i)
            QVERIFY(!attempts.begin(QString::number(i), m_now + i * 1s));
        QVERIFY(attempts.rememberedCount() < 2100);
    }

    void theLimitIsForPeopleAndNotForGuessing()
    {
        const auto rate = limits::loginAttempts;
        QVERIFY(rate.burst >= 5 && rate.burst <= 20);
        QVERIFY(24h / rate.every <= 3000);
    }
};

QTEST_APPLESS_MAIN(LoginAttemptsTest)
#include "tst_loginattempts.moc"
