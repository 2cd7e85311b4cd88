// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/doors.h"

#include "server/core/attendance.h"
#include "server/core/bots.h"
#include "server/core/overview.h"
#include "server/core/readpointers.h"
#include "server/core/reception.h"
#include "server/core/roomdirectory.h"
#include "server/core/subscriptions.h"

namespace hobnob::server
{

QList<SessionId> Doors::windowsOf(const UserId &user) const
{
    auto windows = m_house.attendance.windowsOf(user);
    windows.removeIf([this](SessionId window) { return !m_house.reception.isLoggedIn(window); });
    return windows;
}

Result<Roster::Joining> Doors::letIn(const Roster::Place &place, const StoredPerson &person,
                                     const Cause &cause, Roster::Coming coming)
{
    const UserId &user = person.user.id;
    const RoomId &room = place.room;
    const auto joined =
        m_house.roster.join(place, person, m_house.attendance.presenceOf(user), coming);
    if (!joined || *joined == Roster::Joining::Already)
        return joined;
    // Who asked to come in has a pointer from their answer on.
    if (!cause.asked)
        m_house.reads.enter(user, room, m_house.directory.lastSeq(room));
    for (const auto window : windowsOf(user)) {
        if (window == cause.asked)
            continue;
        m_house.subscriptions.follow(window, room);
        if (!m_house.directory.isPublic(room))
            Q_EMIT answered(window, protocol::RoomChanged{m_house.overview.summaryOf(room)});
    }
    tellStanding(room, user, cause);
    return joined;
}

void Doors::putOut(const RoomId &room, const UserId &user, const Cause &cause)
{
    if (!m_house.roster.isMember(room, user))
        return;
    m_house.roster.leave(room, user);
    m_house.reads.leave(user, room);
    for (const auto window : windowsOf(user)) {
        m_house.subscriptions.unfollow(window, room);
        if (window != cause.asked)
            Q_EMIT answered(
                window, protocol::MembershipChanged{
                            .room = room, .joined = false, .by = cause.by, .reason = cause.reason});
        if (!m_house.directory.isPublic(room))
            Q_EMIT answered(window, protocol::RoomGone{room});
    }
}

void Doors::tellStanding(const RoomId &room, const UserId &user, const Cause &cause)
{
    const auto standing = m_house.overview.standing(user, room);
    for (const auto window : windowsOf(user)) {
        if (window != cause.asked)
            Q_EMIT answered(window, protocol::MembershipChanged{.room = room,
                                                                .joined = true,
                                                                .role = standing.role,
                                                                .mutedUntil = standing.mutedUntil,
                                                                .by = cause.by,
                                                                .reason = cause.reason});
    }
}

/// Bots with a scope are not among everyone.
QList<SessionId> Doors::listenersOf(const RoomId &room) const
{
    auto listeners = m_house.subscriptions.everyone();
    for (const UserId &bot : m_house.bots.confinedTo(room))
        listeners += windowsOf(bot);
    return listeners;
}

void Doors::hide(const RoomId &room)
{
    for (const auto session : listenersOf(room)) {
        if (!m_house.roster.isMember(room, m_house.reception.userOf(session).id))
            Q_EMIT answered(session, protocol::RoomGone{room});
    }
}

void Doors::close(const RoomId &room)
{
    QList<SessionId> told;
    for (const auto session : listenersOf(room)) {
        if (m_house.directory.isPublic(room) ||
            m_house.roster.isMember(room, m_house.reception.userOf(session).id))
            told.append(session);
    }
    for (const auto session : m_house.subscriptions.followersOf(room))
        m_house.subscriptions.unfollow(session, room);
    m_house.directory.remove(room);
    for (const auto session : std::as_const(told))
        Q_EMIT answered(session, protocol::RoomGone{room});
}

} // namespace hobnob::server
