// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/timerlist.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <bit>

namespace hobnob::server
{

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace
{

/// What may a coarse timer be late: one part in so many of its interval.
constexpr int coarseParts = 20;

/// The times at which timers of this kind are due are multiples of this. Powers of two, so that
/// the times of long intervals are also times of short ones.
milliseconds grain(milliseconds interval, Qt::TimerType type)
{
    switch (type) {
    case Qt::PreciseTimer:
        break;
    case Qt::CoarseTimer:
        return milliseconds(
            std::bit_floor(quint64(std::min<milliseconds>(interval / coarseParts, 1s).count())));
    case Qt::VeryCoarseTimer:
        return interval > 0ms ? milliseconds(1s) : 0ms;
    }
    return 0ms;
}

TimerList::Time roundedUp(TimerList::Time time, milliseconds grain)
{
    if (grain == 0ms)
        return time;
    const auto over = time.time_since_epoch() % grain;
    return over == over.zero() ? time : time + (grain - over);
}

milliseconds until(TimerList::Time due, TimerList::Time now)
{
    return std::max(std::chrono::ceil<milliseconds>(due - now), 0ms);
}

} // namespace

void TimerList::add(int id, milliseconds interval, Qt::TimerType type, QObject *object, Time now)
{
    remove(id);
    Timer timer{.interval = interval,
                .type = type,
                .object = object,
                .planned = now + interval,
                .due = roundedUp(now + interval, grain(interval, type))};
    enqueue(id, timer);
    m_timers.emplace(id, timer);
}

bool TimerList::remove(int id)
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return false;
    m_queue.erase({found->second.due, found->second.order, id});
    m_timers.erase(found);
    return true;
}

bool TimerList::removeAll(const QObject *object)
{
    return std::erase_if(m_timers, [&](const auto &entry) {
               const auto &[id, timer] = entry;
               if (timer.object != object)
                   return false;
               m_queue.erase({timer.due, timer.order, id});
               return true;
           }) > 0;
}

QList<TimerList::Info> TimerList::of(const QObject *object) const
{
    QList<Info> result;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            result.append(Info(id, int(timer.interval.count()), timer.type));
    }
    return result;
}

std::optional<milliseconds> TimerList::remaining(int id, Time now) const
{
    const auto found = m_timers.find(id);
    if (found == m_timers.end())
        return {};
    return until(found->second.due, now);
}

std::optional<milliseconds> TimerList::untilNext(Time now) const
{
    if (m_queue.empty())
        return {};
    return until(m_queue.begin()->due, now);
}

int TimerList::fire(Time now)
{
    const quint64 last = m_lastOrder;
    int fired = 0;
    while (!m_queue.empty()) {
        // What is put into the queue meanwhile is due now at the earliest, so it stands behind.
        const Place place = *m_queue.begin();
        if (place.due > now || place.order > last)
            break;
        m_queue.erase(m_queue.begin());
        Timer &timer = m_timers.at(place.id);
        timer.planned += timer.interval;
        if (timer.planned <= now)
            timer.planned = now + timer.interval;
        timer.due = roundedUp(timer.planned, grain(timer.interval, timer.type));
        if (timer.interval > 0ms)
            ++fired;
        QTimerEvent event(place.id);
        QCoreApplication::sendEvent(timer.object, &event);
        // It may be gone, or be another one of the same id.
        const auto still = m_timers.find(place.id);
        if (still != m_timers.end() && still->second.order == place.order)
            enqueue(place.id, still->second);
    }
    return fired;
}

void TimerList::enqueue(int id, Timer &timer)
{
    timer.order = ++m_lastOrder;
    m_queue.insert({timer.due, timer.order, id});
}

} // namespace hobnob::server
