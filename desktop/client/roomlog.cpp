// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/roomlog.h"

#include <algorithm>

namespace hobnob::desktop
{

using protocol::Event;
using Kind = LogChange::Kind;

namespace
{

/// Of \a events, the run without holes that begins right after \a seq.
QList<Event> runAfter(const QList<Event> &events, Seq seq)
{
    auto begin = std::find_if(events.begin(), events.end(),
                              [&](const Event &event) { return event.seq > seq; });
    auto end = begin;
    for (; end != events.end() && end->seq == next(seq); ++end)
        seq = end->seq;
    return {begin, end};
}

/// Of \a events, the run without holes that ends right before \a seq.
QList<Event> runBefore(const QList<Event> &events, Seq seq)
{
    auto end = std::find_if(events.begin(), events.end(),
                            [&](const Event &event) { return event.seq >= seq; });
    auto begin = end;
    for (; begin != events.begin() && next(std::prev(begin)->seq) == seq; --begin)
        seq = std::prev(begin)->seq;
    return {begin, end};
}

/// A page's newest run, should the page have a hole.
QList<Event> newestRun(const QList<Event> &events)
{
    return events.isEmpty() ? events : runBefore(events, next(events.back().seq));
}

} // namespace

Seq RoomLog::first() const
{
    return m_events.isEmpty() ? Seq{} : m_events.front().seq;
}

Seq RoomLog::last() const
{
    return m_events.isEmpty() ? Seq{} : m_events.back().seq;
}

qint64 RoomLog::unread() const
{
    return std::max<qint64>(0, number(m_lastSeq) - number(m_readSeq));
}

std::optional<Seq> RoomLog::resumePoint() const
{
    if (m_events.isEmpty())
        return std::nullopt;
    // Someone who reads far up is not to lose their place: the end is loaded when they go there.
    return m_follows ? last() : m_lastSeq;
}

LogChange RoomLog::join(const QList<Event> &events, Seq lastSeq, bool gap, bool more)
{
    hearOf(lastSeq);
    m_readSeq = std::min(m_readSeq, m_lastSeq);
    if (!m_events.isEmpty() && !m_follows) {
        if (!events.isEmpty())
            hearOf(events.back().seq);
        return {};
    }
    if (m_events.isEmpty() || gap)
        return replace(events, more);
    if (events.isEmpty())
        return {};
    return append(events, false);
}

LogChange RoomLog::add(const Event &event)
{
    const bool isNext = event.seq == next(last()) && m_follows;
    hearOf(event.seq);
    if (!isNext)
        return {};
    m_events.append(event);
    return {Kind::Appended, 1};
}

LogChange RoomLog::prepend(const QList<Event> &events, bool more)
{
    if (m_events.isEmpty())
        return {};
    const auto run = runBefore(events, first());
    if (run.isEmpty()) {
        if (events.isEmpty())
            m_hasOlder = more;
        return {};
    }
    m_hasOlder = more || run.front().seq != events.front().seq;
    m_events = run + m_events;
    return {Kind::Prepended, run.size()};
}

LogChange RoomLog::append(const QList<Event> &events, bool more)
{
    if (events.isEmpty()) {
        // The server knows of nothing after what we hold; what we heard otherwise was wrong.
        if (!more) {
            m_lastSeq = last();
            m_follows = true;
        }
        return {};
    }
    if (m_events.isEmpty())
        return replace(events, events.front().seq > Seq{1});
    hearOf(events.back().seq);
    const auto run = runAfter(events, last());
    if (run.isEmpty())
        return {};
    m_events += run;
    m_follows = m_follows || !more;
    return {Kind::Appended, run.size()};
}

LogChange RoomLog::replace(const QList<Event> &events, bool more)
{
    const bool wasEmpty = m_events.isEmpty();
    m_events = newestRun(events);
    m_hasOlder = more || m_events.size() < events.size();
    m_follows = true;
    m_look = {};
    if (m_events.isEmpty())
        m_lastSeq = {};
    hearOf(last());
    if (wasEmpty && m_events.isEmpty())
        return {};
    return {Kind::Replaced, m_events.size()};
}

LogChange RoomLog::forget()
{
    const auto lastSeq = m_lastSeq;
    const auto change = replace({}, false);
    m_lastSeq = lastSeq;
    return change;
}

void RoomLog::hearOf(Seq lastSeq)
{
    m_lastSeq = std::max(m_lastSeq, lastSeq);
}

LogChange RoomLog::drop()
{
    if (m_events.size() <= m_bounds.most)
        return {};
    const auto count = m_events.size() - m_bounds.keep;
    const bool looksAtOldHalf =
        m_look > Seq{} && number(m_look) - number(first()) < number(last()) - number(m_look);
    if (looksAtOldHalf) {
        m_events.remove(m_bounds.keep, count);
        m_follows = false;
        return {Kind::DroppedNewest, count};
    }
    m_events.remove(0, count);
    m_hasOlder = true;
    return {Kind::DroppedOldest, count};
}

void RoomLog::markRead(Seq seq)
{
    m_readSeq = std::max(m_readSeq, std::min(seq, m_lastSeq));
}

} // namespace hobnob::desktop
