// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/tickets.h"

#include <QTest>

using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TicketsTest final : public QObject
{
    Q_OBJECT

    Tickets::Clock::time_point m_now{};

private Q_SLOTS:
    void oneIsGoodOnce()
    {
        Tickets tickets;
        const QString ticket = tickets.issue({u"token"_s, 5s}, m_now);
        QCOMPARE(ticket.size(), 64);
        QVERIFY(!tickets.redeem(u"token"_s, m_now));
        const auto grant = tickets.redeem(ticket, m_now);
        QVERIFY(grant);
        QCOMPARE(grant->token, u"token"_s);
        QCOMPARE(grant->lifetime, 5s);
        QVERIFY(!tickets.redeem(ticket, m_now));
    }

    void oneIsGoodForAMinute()
    {
        Tickets tickets;
        const QString first = tickets.issue({u"first"_s, 5s}, m_now);
        const QString second = tickets.issue({u"second"_s, 5s}, m_now);
        QVERIFY(tickets.redeem(first, m_now + Tickets::validity - 1ms));
        QVERIFY(!tickets.redeem(second, m_now + Tickets::validity));
        QCOMPARE(tickets.count(), 0);
    }

    void oneOfASessionThatEndedIsGoodForNothing()
    {
        Tickets tickets;
        const QString ended = tickets.issue({u"ended"_s, 5s}, m_now);
        const QString other = tickets.issue({u"other"_s, 5s}, m_now);
        tickets.revoke(u"ended"_s);
        QVERIFY(!tickets.redeem(ended, m_now));
        QVERIFY(tickets.redeem(other, m_now));
    }
};

QTEST_APPLESS_MAIN(TicketsTest)
#include "tst_tickets.moc"
