// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/overview.h"

#include "server/core/readpointers.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"

namespace hobnob::server
{

protocol::RoomSummary Overview::summaryOf(const RoomId &room) const
{
    auto summary = m_directory.summary(room);
    summary.memberCount = m_roster.memberCount(room);
    return summary;
}

QList<protocol::RoomSummary> Overview::rooms() const
{
    QList<protocol::RoomSummary> rooms;
    rooms.reserve(m_directory.count());
    for (const auto &room : m_directory.rooms())
        rooms.append(summaryOf(room));
    return rooms;
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
    for (auto &state : states)
        state.upTo = m_directory.lastSeq(state.room);
    return states;
}

} // namespace hobnob::server
