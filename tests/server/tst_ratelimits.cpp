// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/chatrig.h"

#include <QDeadlineTimer>
#include <QTest>

using namespace hobnob;
using namespace hobnob::protocol;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using hobnob::server::test::ChatRig;
using limits::RequestKind;
using ErrorMessage = hobnob::protocol::Error;

/// What people meet who ask too fast.
class RateLimitsTest final : public QObject
{
    Q_OBJECT

    std::unique_ptr<ChatRig> m_rig;

    static void waitAsTold(const ErrorMessage &error)
    {
        const QDeadlineTimer told(std::chrono::milliseconds(error.retryAfter.value_or(0) + 1));
        QTRY_VERIFY(told.hasExpired());
    }

    static int burst(RequestKind kind) { return limits::rateLimit(kind).session.burst; }

private Q_SLOTS:
    void init() { m_rig = std::make_unique<ChatRig>(ChatRig::quick(), Rates::standard()); }

    void whoPostsTooFastIsToldWhenAndStays()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        for (int i = 0; i <= burst(RequestKind::Posting); ++i)
            m_rig->say(ana,
                       PostMessage{RequestId{10 + i}, room, ClientId(u"c%1"_s.arg(i)), u"x"_s});
        const auto error = m_rig->take<ErrorMessage>(ana);
        QVERIFY(error.code == ErrorCode::RateLimited);
        QCOMPARE(number(error.id.value_or(RequestId{})), 10 + burst(RequestKind::Posting));
        QVERIFY(error.retryAfter.value_or(0) > 0);
        QVERIFY(error.retryAfter.value_or(0) <= 100);
        QTRY_COMPARE(m_rig->count<Posted>(ana), burst(RequestKind::Posting));
        m_rig->say(ana, Ping{RequestId{99}});
        QCOMPARE(number(m_rig->take<Pong>(ana).id), 99);
    }

    void whoWaitsAsToldGetsThemAllIn()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        const int count = burst(RequestKind::Posting) + 3;
        for (int i = 0; i < count; ++i) {
            const PostMessage message{RequestId{10 + i}, room, ClientId(u"c%1"_s.arg(i)), u"x"_s};
            m_rig->say(ana, message);
            if (m_rig->count<ErrorMessage>(ana) == 0)
                continue;
            const auto error = m_rig->take<ErrorMessage>(ana);
            waitAsTold(error);
            m_rig->say(ana, message);
        }
        QTRY_COMPARE(m_rig->count<Posted>(ana), count);
        QCOMPARE(m_rig->count<ErrorMessage>(ana), 0);
        QCOMPARE(m_rig->store.logSize(room), count);
    }

    void roomsAreNotMadeByTheThousand_data()
    {
        QTest::addColumn<bool>("byName");
        QTest::newRow("by making them") << false;
        QTest::newRow("by joining names that nobody has") << true;
    }

    void roomsAreNotMadeByTheThousand()
    {
        QFETCH(bool, byName);
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        for (int i = 0; i < 200; ++i) {
            const QString name = u"room %1"_s.arg(i);
            if (byName)
                m_rig->say(ana, JoinNamedRoom{RequestId{10 + i}, name});
            else
                m_rig->say(ana, CreateRoom{RequestId{10 + i}, name});
        }
        QTRY_COMPARE(m_rig->count<Joined>(ana), burst(RequestKind::Creating));
        QCOMPARE(m_rig->count<ErrorMessage>(ana), 200 - burst(RequestKind::Creating));
        // One that is there can be joined all the same.
        m_rig->forget(ana);
        m_rig->say(ana, JoinNamedRoom{RequestId{999}, u"ROOM 1"_s});
        QCOMPARE(number(m_rig->take<Joined>(ana).id), 999);
    }

    void everyRoomIsJoinedAgainAfterALoss()
    {
        auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        for (int window = 0; window < 3; ++window) {
            m_rig->chat.close(ana);
            ana = m_rig->window(login.token).first;
            for (int i = 0; i < limits::roomsPerUser; ++i)
                m_rig->say(ana, JoinRoom{RequestId{10 + i}, room, {}});
            QTRY_COMPARE(m_rig->count<Joined>(ana), limits::roomsPerUser);
            QCOMPARE(m_rig->count<ErrorMessage>(ana), 0);
        }
    }

    void pagesHaveTheirRate()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        for (int i = 0; i < burst(RequestKind::Paging) + 200; ++i)
            m_rig->say(ana, GetMembers{RequestId{10 + i}, room, {}});
        QVERIFY(m_rig->count<ErrorMessage>(ana) > 0);
        QVERIFY(m_rig->take<ErrorMessage>(ana).code == ErrorCode::RateLimited);
        QVERIFY(m_rig->count<Members>(ana) >= burst(RequestKind::Paging));
    }

    void typingPastItsRateIsDroppedInSilence()
    {
        const auto [ana, login] = m_rig->guest(u"Ana"_s);
        const auto room = m_rig->join(ana, u"Lobby"_s);
        // The last one that counts says that she stopped.
        for (int i = 1; i <= burst(RequestKind::Typing); ++i)
            m_rig->say(ana, SetTyping{room, i % 2 == 1});
        m_rig->say(ana, SetTyping{room, true});
        m_rig->say(ana, PostMessage{RequestId{10}, room, ClientId(u"c"_s), u"x"_s});
        QCOMPARE(number(m_rig->take<Posted>(ana).id), 10);
        QCOMPARE(m_rig->count<ErrorMessage>(ana), 0);
        QCOMPARE(m_rig->count<Typing>(ana), 0);
        QCOMPARE(m_rig->chat.statistics().requestsRefused, 1);
    }

    void loginsOfOneAddressHaveTheirRate()
    {
        const int most = limits::rateLimit(RequestKind::LoggingIn).address.burst;
        const auto tryToken = [this](const QString &address) {
            const auto session = m_rig->open(address);
            m_rig->say(session, Hello{RequestId{1}, 1, {}, {}});
            m_rig->say(session, ResumeSession{RequestId{2}, u"guess"_s});
            const auto error = m_rig->take<ErrorMessage>(session);
            m_rig->chat.close(session);
            return error;
        };
        ErrorMessage last;
        for (int i = 0; i < most + 50 && last.code != ErrorCode::RateLimited; ++i)
            last = tryToken(u"192.0.2.1"_s);
        QVERIFY(last.code == ErrorCode::RateLimited);
        QVERIFY(last.retryAfter.value_or(0) > 0);
        QVERIFY(tryToken(u"192.0.2.2"_s).code == ErrorCode::TokenUnknown);
    }

    void whoIsRefusedALoginMayTryAgain()
    {
        const int most = limits::rateLimit(RequestKind::LoggingIn).address.burst;
        const auto session = m_rig->open(u"192.0.2.1"_s);
        m_rig->say(session, Hello{RequestId{1}, 1, {}, {}});
        m_rig->take<Welcome>(session);
        // What comes while a login is with the store waits, and is refused in its turn.
        ErrorMessage error;
        for (int i = 0; i < most * 2 && error.code != ErrorCode::RateLimited; ++i) {
            m_rig->say(session, ResumeSession{RequestId{2}, u"guess"_s});
            error = m_rig->take<ErrorMessage>(session);
        }
        QVERIFY(error.code == ErrorCode::RateLimited);
        waitAsTold(error);
        m_rig->say(session, LogInAsGuest{RequestId{3}, u"Ana"_s});
        QCOMPARE(m_rig->take<LoggedIn>(session).user.name, u"Ana"_s);
    }
};

QTEST_GUILESS_MAIN(RateLimitsTest)
#include "tst_ratelimits.moc"
