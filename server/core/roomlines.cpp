// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomlines.h"

#include "server/core/subscriptions.h"
#include "shared/limits.h"

#include <algorithm>
#include <utility>

namespace hobnob::server
{

RoomLines::RoomLines(const Subscriptions &subscriptions, std::chrono::milliseconds pause)
    : m_subscriptions(subscriptions), m_pause(pause)
{
}

void RoomLines::mark(const RoomId &room)
{
    if (m_isMarked.contains(room))
        return;
    m_isMarked.insert(room);
    m_marked.append(room);
    if (!m_timer.isActive())
        m_timer.start(int(m_pause.count()), this);
}

void RoomLines::forget(const RoomId &room)
{
    if (m_isMarked.remove(room))
        m_marked.removeOne(room);
    m_rooms.removeOne(room);
}

void RoomLines::timerEvent(QTimerEvent *)
{
    if (!isTelling())
        begin();
    tellSlice();
    if (isTelling()) {
        m_timer.start(int(limits::lineSlice.count()), this);
    } else if (m_marked.isEmpty()) {
        m_timer.stop();
    } else {
        m_timer.start(int(std::max<qint64>(m_nextRound.remainingTime(), 1)), this);
    }
}

void RoomLines::begin()
{
    m_rooms = std::exchange(m_marked, {});
    m_isMarked.clear();
    m_sessions = m_subscriptions.everyone();
    m_next = 0;
    m_nextRound.setRemainingTime(m_pause);
}

void RoomLines::tellSlice()
{
    const qsizetype cost = limits::linesLikeASend + m_rooms.size();
    const qsizetype most = std::max<qsizetype>(limits::linesPerSlice / cost, 1);
    const auto slice = m_sessions.mid(m_next, most);
    m_next += slice.size();
    for (const auto &room : std::as_const(m_rooms)) {
        QList<SessionId> outside;
        for (const auto session : slice) {
            if (m_subscriptions.hears(session) && !m_subscriptions.follows(session, room))
                outside.append(session);
        }
        if (!outside.isEmpty())
            Q_EMIT due(room, outside);
    }
    if (!isTelling()) {
        m_sessions = {};
        m_next = 0;
    }
}

} // namespace hobnob::server
