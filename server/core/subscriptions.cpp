// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/subscriptions.h"

namespace hobnob::server
{

void Subscriptions::enter(SessionId session)
{
    if (m_rooms.contains(session))
        return;
    m_rooms.insert(session, {});
    m_everyone.append(session);
}

void Subscriptions::drop(SessionId session)
{
    const auto rooms = m_rooms.value(session);
    for (const auto &room : rooms)
        unfollow(session, room);
    if (m_rooms.remove(session))
        m_everyone.removeOne(session);
}

void Subscriptions::follow(SessionId session, const RoomId &room)
{
    const auto rooms = m_rooms.find(session);
    if (rooms == m_rooms.end() || rooms->contains(room))
        return;
    rooms->insert(room);
    m_followers[room].append(session);
}

void Subscriptions::unfollow(SessionId session, const RoomId &room)
{
    const auto rooms = m_rooms.find(session);
    if (rooms == m_rooms.end() || !rooms->remove(room))
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
    const auto rooms = m_rooms.constFind(session);
    return rooms != m_rooms.constEnd() && rooms->contains(room);
}

} // namespace hobnob::server
