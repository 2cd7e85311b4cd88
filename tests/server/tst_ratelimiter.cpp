// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/ratelimiter.h"

#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using limits::RequestKind;

class RateLimiterTest final : public QObject
{
    Q_OBJECT

    RateLimiter::Instant m_now{1h};
    const UserId m_ana{u"ana"_s};

    /// How many of this kind pass at this moment, up to \a most.
    int passing(RateLimiter &limiter, SessionId session, const UserId &user, RequestKind kind,
                int most = 100000)
    {
        int count = 0;
        while (count < most && !limiter.admit(session, user, kind, m_now))
            ++count;
        return count;
    }

private Q_SLOTS:
    void eachKindHasItsOwnBurst_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("posting") << int(RequestKind::Posting);
        QTest::newRow("joining") << int(RequestKind::Joining);
        QTest::newRow("creating") << int(RequestKind::Creating);
        QTest::newRow("paging") << int(RequestKind::Paging);
        QTest::newRow("reading") << int(RequestKind::Reading);
        QTest::newRow("presence") << int(RequestKind::Presence);
        QTest::newRow("pinging") << int(RequestKind::Pinging);
        QTest::newRow("typing") << int(RequestKind::Typing);
    }

    void eachKindHasItsOwnBurst()
    {
        QFETCH(int, kind);
        RateLimiter limiter(Rates::standard());
        limiter.open(SessionId{1}, {});
        for (int other = 0; other < limits::requestKinds; ++other) {
            if (other != kind && RequestKind(other) != RequestKind::LoggingIn)
                passing(limiter, SessionId{1}, m_ana, RequestKind(other));
        }
        QCOMPARE(passing(limiter, SessionId{1}, m_ana, RequestKind(kind)),
                 limits::rateLimit(RequestKind(kind)).session.burst);
    }

    void aRefusalSaysHowLongAndCostsNothing()
    {
        RateLimiter limiter(Rates::standard());
        limiter.open(SessionId{1}, {});
        passing(limiter, SessionId{1}, m_ana, RequestKind::Posting);
        for (int i = 0; i < 100; ++i) {
            const auto error = limiter.admit(SessionId{1}, m_ana, RequestKind::Posting, m_now);
            QVERIFY(error);
            QVERIFY(error->code == ErrorCode::RateLimited);
            QCOMPARE(error->retryAfter.value_or(0ms),
                     limits::rateLimit(RequestKind::Posting).session.every);
        }
        QCOMPARE(limiter.refusedCount(), 101);
        m_now += limits::rateLimit(RequestKind::Posting).session.every;
        QCOMPARE(passing(limiter, SessionId{1}, m_ana, RequestKind::Posting), 1);
    }

    void manyWindowsAreOneUser()
    {
        RateLimiter limiter(Rates::standard());
        int count = 0;
        for (int i = 1; i <= 10; ++i) {
            limiter.open(SessionId(i), {});
            count += passing(limiter, SessionId(i), m_ana, RequestKind::Posting);
        }
        QCOMPARE(count, limits::rateLimit(RequestKind::Posting).user.burst);
        // Another person is not concerned.
        limiter.open(SessionId{11}, {});
        QCOMPARE(passing(limiter, SessionId{11}, UserId(u"ben"_s), RequestKind::Posting),
                 limits::rateLimit(RequestKind::Posting).session.burst);
    }

    void comingBackDoesNotRefillAUsersBucket()
    {
        RateLimiter limiter(Rates::standard());
        int count = 0;
        for (int i = 1; i <= 10; ++i) {
            limiter.open(SessionId(i), {});
            count += passing(limiter, SessionId(i), m_ana, RequestKind::Creating);
            limiter.close(SessionId(i));
        }
        QCOMPARE(count, limits::rateLimit(RequestKind::Creating).user.burst);
    }

    void loginsAreCountedByAddress()
    {
        RateLimiter limiter(Rates::standard());
        const int burst = limits::rateLimit(RequestKind::LoggingIn).address.burst;
        for (int i = 1; i <= burst; ++i) {
            limiter.open(SessionId(i), u"192.0.2.1"_s);
            QVERIFY(!limiter.admit(SessionId(i), {}, RequestKind::LoggingIn, m_now));
        }
        QVERIFY(limiter.admit(SessionId{1}, {}, RequestKind::LoggingIn, m_now));
        limiter.open(SessionId(burst + 1), u"192.0.2.2"_s);
        QVERIFY(!limiter.admit(SessionId(burst + 1), {}, RequestKind::LoggingIn, m_now));
    }

    void withoutAnAddressLoginsAreNotCounted()
    {
        RateLimiter limiter(Rates::standard());
        limiter.open(SessionId{1}, {});
        QCOMPARE(passing(limiter, SessionId{1}, {}, RequestKind::LoggingIn, 5000), 5000);
    }

    void offMeansOff()
    {
        RateLimiter limiter(Rates::unlimited());
        limiter.open(SessionId{1}, u"192.0.2.1"_s);
        QCOMPARE(passing(limiter, SessionId{1}, m_ana, RequestKind::Creating, 5000), 5000);
        QCOMPARE(limiter.refusedCount(), 0);
    }

    void aReturnToEveryRoomPasses()
    {
        RateLimiter limiter(Rates::standard());
        limiter.open(SessionId{1}, {});
        const int rooms = limits::roomsPerUser;
        QCOMPARE(passing(limiter, SessionId{1}, m_ana, RequestKind::Joining, rooms), rooms);
        QCOMPARE(passing(limiter, SessionId{1}, m_ana, RequestKind::Paging, rooms * 2), rooms * 2);
    }

    void whoHasGoneIsForgotten()
    {
        RateLimiter limiter(Rates::standard());
        limiter.open(SessionId{1}, {});
        for (int i = 0; i < 100000; ++i) {
            m_now += 200ms;
            const UserId user(QString::number(i));
            QVERIFY(!limiter.admit(SessionId{1}, user, RequestKind::Posting, m_now));
        }
        QVERIFY2(limiter.rememberedCount() <= 2048,
                 qPrintable(QString::number(limiter.rememberedCount())));
    }
};

QTEST_APPLESS_MAIN(RateLimiterTest)
#include "tst_ratelimiter.moc"
