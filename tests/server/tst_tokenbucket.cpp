// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/tokenbucket.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace std::chrono_literals;

class TokenBucketTest final : public QObject
{
    Q_OBJECT

    static constexpr limits::Rate rate{3, 100ms};
    TokenBucket::Instant m_now{1h};

private Q_SLOTS:
    void aBurstIsThereAtOnceAndNoMore()
    {
        TokenBucket bucket;
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(bucket.wait(rate, m_now), 0ms);
            bucket.take(rate, m_now);
        }
        QCOMPARE(bucket.wait(rate, m_now), 100ms);
    }

    void whoWaitsAsToldGetsOne()
    {
        TokenBucket bucket;
        for (int i = 0; i < 3; ++i)
            bucket.take(rate, m_now);
        QCOMPARE(bucket.wait(rate, m_now + 60ms), 40ms);
        QCOMPARE(bucket.wait(rate, m_now + 99ms + 1us), 1ms);
        QCOMPARE(bucket.wait(rate, m_now + 100ms), 0ms);
        bucket.take(rate, m_now + 100ms);
        QCOMPARE(bucket.wait(rate, m_now + 100ms), 100ms);
    }

    void tokensComeBackUpToTheBurst()
    {
        TokenBucket bucket;
        for (int i = 0; i < 3; ++i)
            bucket.take(rate, m_now);
        QVERIFY(!bucket.isFull(m_now + 299ms));
        QVERIFY(bucket.isFull(m_now + 300ms));
        const auto later = m_now + 24h;
        for (int i = 0; i < 3; ++i)
            bucket.take(rate, later);
        QCOMPARE(bucket.wait(rate, later), 100ms);
    }

    void overTimeItIsTheRate()
    {
        TokenBucket bucket;
        int taken = 0;
        for (auto time = 0ms; time < 10s; time += 1ms) {
            if (bucket.wait(rate, m_now + time) == 0ms) {
                bucket.take(rate, m_now + time);
                ++taken;
            }
        }
        QCOMPARE(taken, 3 + 99);
    }

    void withoutABurstThereIsNoLimit()
    {
        TokenBucket bucket;
        for (int i = 0; i < 1000; ++i)
            bucket.take({}, m_now);
        QCOMPARE(bucket.wait({}, m_now), 0ms);
        QVERIFY(bucket.isFull(m_now));
    }
};

QTEST_APPLESS_MAIN(TokenBucketTest)
#include "tst_tokenbucket.moc"
