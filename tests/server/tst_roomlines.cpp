// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomlines.h"
#include "server/core/subscriptions.h"
#include "shared/limits.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class RoomLinesTest final : public QObject
{
    Q_OBJECT

    const RoomId m_lobby{u"lobby"_s};
    const RoomId m_attic{u"attic"_s};
    std::unique_ptr<Subscriptions> m_subscriptions;
    std::unique_ptr<RoomLines> m_lines;
    /// Who was told of which room, in order.
    QList<std::pair<RoomId, SessionId>> m_told;
    /// The most lines times sessions of one turn of the event loop.
    int m_calls = 0;

    void enter(int sessions)
    {
        for (int i = 1; i <= sessions; ++i)
            m_subscriptions->enter(SessionId{quint64(i)});
    }

    [[nodiscard]] qsizetype toldOf(const RoomId &room) const
    {
        return std::count_if(m_told.begin(), m_told.end(),
                             [&](const auto &line) { return line.first == room; });
    }

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        m_calls = 0;
        m_subscriptions = std::make_unique<Subscriptions>();
        m_lines = std::make_unique<RoomLines>(*m_subscriptions, 5ms);
        connect(m_lines.get(), &RoomLines::due, this,
                [this](const RoomId &room, const QList<SessionId> &sessions) {
                    ++m_calls;
                    for (const auto session : sessions)
                        m_told.append({room, session});
                });
    }

    void thoseOutsideAreToldOnceHoweverOftenItChanges()
    {
        enter(5);
        m_subscriptions->follow(SessionId{2}, m_lobby);
        for (int i = 0; i < 100; ++i)
            m_lines->mark(m_lobby);
        QTRY_COMPARE(m_told.size(), 4);
        QVERIFY(!m_told.contains(std::pair(m_lobby, SessionId{2})));
        QTest::qWait(20);
        QCOMPARE(m_told.size(), 4);
        m_lines->mark(m_lobby);
        QTRY_COMPARE(m_told.size(), 8);
    }

    void aLargeServerIsToldInSlices()
    {
        const int sessions = 1000;
        enter(sessions);
        m_lines->mark(m_lobby);
        m_lines->mark(m_attic);
        QTRY_COMPARE(m_told.size(), 2 * sessions);
        const int slice = limits::linesPerSlice / (limits::linesLikeASend + 2);
        QCOMPARE(m_calls, 2 * ((sessions + slice - 1) / slice));
        for (int i = 1; i <= sessions; ++i) {
            QVERIFY(m_told.contains(std::pair(m_lobby, SessionId{quint64(i)})));
            QVERIFY(m_told.contains(std::pair(m_attic, SessionId{quint64(i)})));
        }
    }

    void aRoundTakesItsTimeAndTheNextComesAfterIt()
    {
        enter(1000);
        QElapsedTimer elapsed;
        elapsed.start();
        m_lines->mark(m_lobby);
        QTRY_VERIFY(!m_told.isEmpty());
        // Changed again while the others are being told: everybody hears of it in the next round.
        m_lines->mark(m_lobby);
        QTRY_COMPARE(m_told.size(), 2000);
        const int slice = limits::linesPerSlice / (limits::linesLikeASend + 1);
        QVERIFY(elapsed.elapsed() >= 2 * (1000 / slice) * limits::lineSlice.count() / 2);
    }

    void whoComesInOrLeavesMeanwhile()
    {
        enter(1000);
        m_lines->mark(m_lobby);
        QTRY_VERIFY(!m_told.isEmpty());
        const SessionId last{1000};
        const SessionId gone{999};
        m_subscriptions->follow(last, m_lobby);
        m_subscriptions->drop(gone);
        QTRY_COMPARE(m_told.size(), 998);
        QVERIFY(!m_told.contains(std::pair(m_lobby, last)));
        QVERIFY(!m_told.contains(std::pair(m_lobby, gone)));
    }

    void nobodyIsToldOfARoomThatIsGone()
    {
        enter(1000);
        m_lines->mark(m_attic);
        m_lines->mark(m_lobby);
        m_lines->forget(m_attic);
        QTRY_VERIFY(toldOf(m_lobby) > 0);
        m_lines->forget(m_lobby);
        const auto told = m_told.size();
        QTest::qWait(50);
        QCOMPARE(m_told.size(), told);
        QCOMPARE(toldOf(m_attic), 0);
    }
};

QTEST_GUILESS_MAIN(RoomLinesTest)
#include "tst_roomlines.moc"
