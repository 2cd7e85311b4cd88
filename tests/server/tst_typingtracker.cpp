// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/typingtracker.h"
#include "shared/limits.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

protocol::User user(const QString &name)
{
    return {UserId(name), name};
}

QString words(const protocol::Typing &typing)
{
    QStringList list;
    for (const auto &u : typing.users)
        list.append(u.name);
    return list.join(u' ') + u'/' + QString::number(typing.count);
}

} // namespace

class TypingTrackerTest final : public QObject
{
    Q_OBJECT

    const RoomId m_room{u"room"_s};
    Timeouts m_timeouts;
    std::unique_ptr<TypingTracker> m_tracker;
    QStringList m_told;

    void start(std::chrono::milliseconds expiry)
    {
        m_told.clear();
        m_timeouts.coalesce = 5ms;
        m_timeouts.typingExpiry = expiry;
        m_tracker = std::make_unique<TypingTracker>(m_timeouts);
        connect(m_tracker.get(), &TypingTracker::typingChanged, this,
                [this](const auto &typing) { m_told.append(words(typing)); });
    }

private Q_SLOTS:
    void tellsWhoTypesOncePerTick()
    {
        start(10s);
        m_tracker->start(m_room, user(u"Ana"_s));
        m_tracker->start(m_room, user(u"Ben"_s));
        m_tracker->start(m_room, user(u"Ana"_s));
        QVERIFY(m_told.isEmpty());
        QTRY_COMPARE(m_told, QStringList{u"Ana Ben/2"_s});
        m_tracker->stop(m_room, UserId(u"Ana"_s));
        m_tracker->stop(m_room, UserId(u"nobody"_s));
        QTRY_COMPARE(m_told, (QStringList{u"Ana Ben/2"_s, u"Ben/1"_s}));
    }

    void namesAreFewAndTheCountIsExact()
    {
        start(10s);
        for (int i = 0; i < 7; ++i)
            m_tracker->start(m_room, user(u"g%1"_s.arg(i)));
        QTRY_COMPARE(m_told, QStringList{u"g0 g1 g2/7"_s});
        QCOMPARE(words(m_tracker->current(m_room)), u"g0 g1 g2/7"_s);
    }

    void whatIsTheSameAgainIsNotTold()
    {
        start(10s);
        m_tracker->start(m_room, user(u"Ana"_s));
        QTRY_COMPARE(m_told.size(), 1);
        m_tracker->start(m_room, user(u"Ana"_s));
        m_tracker->stop(m_room, UserId(u"Ana"_s));
        m_tracker->start(m_room, user(u"Ana"_s));
        QSignalSpy told(m_tracker.get(), &TypingTracker::typingChanged);
        QVERIFY(!told.wait(50));
    }

    void typingEndsByItself()
    {
        start(40ms);
        m_tracker->start(m_room, user(u"Ana"_s));
        QTRY_COMPARE(m_told, (QStringList{u"Ana/1"_s, u"/0"_s}));
        QCOMPARE(m_tracker->current(m_room).count, 0);
    }

    void aRepetitionKeepsItGoing()
    {
        start(80ms);
        m_tracker->start(m_room, user(u"Ana"_s));
        m_tracker->start(m_room, user(u"Ben"_s));
        QElapsedTimer elapsed;
        elapsed.start();
        QTimer repeat;
        connect(&repeat, &QTimer::timeout, this,
                [this] { m_tracker->start(m_room, user(u"Ben"_s)); });
        repeat.start(10ms);
        QTRY_COMPARE(m_told, (QStringList{u"Ana Ben/2"_s, u"Ben/1"_s}));
        QVERIFY(elapsed.elapsed() >= 75);
        repeat.stop();
        QTRY_COMPARE(m_told.last(), u"/0"_s);
    }
};

QTEST_GUILESS_MAIN(TypingTrackerTest)
#include "tst_typingtracker.moc"
