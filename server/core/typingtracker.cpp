// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/typingtracker.h"

#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

TypingTracker::TypingTracker(const Timeouts &timeouts)
    : m_expiry(timeouts.typingExpiry), m_coalescer(timeouts.coalesce)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &TypingTracker::expire);
    connect(&m_coalescer, &Coalescer::due, this, &TypingTracker::tell);
}

void TypingTracker::start(const RoomId &room, const protocol::User &user)
{
    auto &typists = m_rooms[room];
    const auto found = std::find_if(typists.begin(), typists.end(),
                                    [&](const Typist &t) { return t.user.id == user.id; });
    if (found == typists.end()) {
        typists.append({user, QDeadlineTimer(m_expiry)});
        m_coalescer.mark(room);
    } else {
        found->until.setRemainingTime(m_expiry);
    }
    // All last equally long, so a running timer is never too late; it may come too early.
    if (!m_timer.isActive())
        m_timer.start(m_expiry);
}

void TypingTracker::stop(const RoomId &room, const UserId &user)
{
    const auto typists = m_rooms.find(room);
    if (typists == m_rooms.end())
        return;
    if (typists->removeIf([&](const Typist &t) { return t.user.id == user; }) == 0)
        return;
    if (typists->isEmpty())
        m_rooms.erase(typists);
    m_coalescer.mark(room);
}

void TypingTracker::stopAll(const RoomId &room)
{
    if (m_rooms.remove(room))
        m_coalescer.mark(room);
}

void TypingTracker::forget(const RoomId &room)
{
    m_rooms.remove(room);
    m_told.remove(room);
}

protocol::Typing TypingTracker::current(const RoomId &room) const
{
    const auto typists = m_rooms.value(room);
    protocol::Typing typing{.room = room, .users = {}, .count = typists.size()};
    for (const auto &typist :
         typists.first(std::min<qsizetype>(typists.size(), limits::typingNames)))
        typing.users.append(typist.user);
    return typing;
}

void TypingTracker::expire()
{
    for (auto room = m_rooms.begin(); room != m_rooms.end();) {
        if (room->removeIf([](const Typist &t) { return t.until.hasExpired(); }) > 0)
            m_coalescer.mark(room.key());
        room = room->isEmpty() ? m_rooms.erase(room) : std::next(room);
    }
    scheduleExpiry();
}

void TypingTracker::scheduleExpiry()
{
    if (m_rooms.isEmpty())
        return;
    qint64 soonest = m_expiry.count();
    for (const auto &typists : std::as_const(m_rooms)) {
        for (const auto &typist : typists)
            soonest = std::min(soonest, typist.until.remainingTime());
    }
    m_timer.start(std::chrono::milliseconds(soonest + 1));
}

void TypingTracker::tell(const RoomId &room)
{
    QList<UserId> ids;
    for (const auto &typist : m_rooms.value(room))
        ids.append(typist.user.id);
    if (m_told.value(room) == ids)
        return;
    if (ids.isEmpty())
        m_told.remove(room);
    else
        m_told.insert(room, ids);
    Q_EMIT typingChanged(current(room));
}

} // namespace hobnob::server
