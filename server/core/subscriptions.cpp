// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/subscriptions.h"

namespace hobnob::server
{

void Subscriptions::enter(SessionId session, Hearing hearing)
{
    if (m_sessions.contains(session))
        return;
    Follower follower;
    if (hearing == Hearing::Everything) {
        follower.place = m_everyone.size();
        m_everyone.append(session);
    }
    m_sessions.insert(session, follower);
}

void Subscriptions::drop(SessionId session)
{
    const auto found = m_sessions.constFind(session);
    if (found == m_sessions.constEnd())
        return;
    const auto rooms = found->rooms.values();
    for (const auto &room : rooms)
        unfollow(session, room);
    // The last one takes the place that is free: thousands may go at once.
    const auto place = m_sessions.take(session).place;
    if (!place)
        return;
    const SessionId last = m_everyone.takeLast();
    if (last != session) {
        m_everyone[*place] = last;
        m_sessions[last].place = place;
    }
}

void Subscriptions::follow(SessionId session, const RoomId &room)
{
    const auto follower = m_sessions.find(session);
    if (follower != m_sessions.end() && follower->rooms.insert(room))
        m_followers[room].append(session);
}

void Subscriptions::unfollow(SessionId session, const RoomId &room)
{
    const auto follower = m_sessions.find(session);
    if (follower == m_sessions.end() || !follower->rooms.remove(room))
        return;
    const auto followers = m_followers.find(room);
    followers->removeOne(session);
    if (followers->isEmpty())
        m_followers.erase(followers);
}

QList<SessionId> Subscriptions::followersOf(const RoomId &room) const
{
    return m_followers.value(room);
}

bool Subscriptions::follows(SessionId session, const RoomId &room) const
{
    const auto follower = m_sessions.constFind(session);
    return follower != m_sessions.constEnd() && follower->rooms.contains(room);
}

} // namespace hobnob::server
