// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/overview.h"

#include "server/core/bots.h"
#include "server/core/readpointers.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"

namespace hobnob::server
{

protocol::RoomSummary Overview::summaryOf(const RoomId &room) const
{
    auto summary = m_directory.summary(room);
    summary.memberCount = m_roster.memberCount(room);
    if (summary.kind == protocol::RoomKind::Direct) {
        for (const auto &person : m_roster.peopleIn(room))
            summary.people.append(person.user);
    }
    return summary;
}

QList<protocol::RoomSummary> Overview::rooms(const UserId &user) const
{
    QList<protocol::RoomSummary> rooms;
    rooms.reserve(m_directory.publicRooms().size());
    const bool isConfined = m_bots.isConfined(user);
    for (const auto &room : m_directory.publicRooms()) {
        if (!isConfined || m_bots.mayBeIn(user, room))
            rooms.append(summaryOf(room));
    }
    for (const auto &room : m_roster.roomsOf(user)) {
        if (!m_directory.isPublic(room))
            rooms.append(summaryOf(room));
    }
    return rooms;
}

protocol::Standing Overview::standing(const UserId &user, const RoomId &room) const
{
    const auto member = m_roster.member(room, user).value_or(protocol::Member{});
    return {room, member.role, member.mutedUntil};
}

QList<protocol::Standing> Overview::standings(const UserId &user) const
{
    QList<protocol::Standing> standings;
    for (const auto &room : m_roster.roomsOf(user)) {
        const auto standing = this->standing(user, room);
        if (standing.role != protocol::Role::Member || standing.mutedUntil)
            standings.append(standing);
    }
    return standings;
}

QList<RoomId> Overview::roomsOf(const UserId &user) const
{
    return m_roster.roomsOf(user);
}

protocol::ReadState Overview::readState(const UserId &user, const RoomId &room) const
{
    auto state = m_reads.stateOf(user, room);
    state.upTo = m_directory.lastSeq(room);
    return state;
}

QList<protocol::ReadState> Overview::readStates(const UserId &user) const
{
    auto states = m_reads.statesOf(user);
    states.removeIf([&](const auto &state) {
        return !m_directory.isPublic(state.room) && !m_roster.isMember(state.room, user);
    });
    for (auto &state : states)
        state.upTo = m_directory.lastSeq(state.room);
    return states;
}

} // namespace hobnob::server
