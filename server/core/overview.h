// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

namespace hobnob::server
{

class Bots;
class ReadPointers;
class RoomDirectory;
class Roster;

/// What somebody who comes in is told of the whole: put together from the parts that each know a
/// piece of it, as they are now.
class Overview final
{
public:
    /// All outlive this.
    Overview(const RoomDirectory &directory, const Roster &roster, const ReadPointers &reads,
             const Bots &bots)
        : m_directory(directory), m_roster(roster), m_reads(reads), m_bots(bots)
    {
    }

    [[nodiscard]] protocol::RoomSummary summaryOf(const RoomId &room) const;
    /// All that this person may know of: the public ones, and those that they are in; of a bot with
    /// a scope, those of its scope.
    [[nodiscard]] QList<protocol::RoomSummary> rooms(const UserId &user) const;
    [[nodiscard]] QList<RoomId> roomsOf(const UserId &user) const;
    /// A default role when they are not in it.
    [[nodiscard]] protocol::Standing standing(const UserId &user, const RoomId &room) const;
    /// Where they are no plain member.
    [[nodiscard]] QList<protocol::Standing> standings(const UserId &user) const;
    [[nodiscard]] protocol::ReadState readState(const UserId &user, const RoomId &room) const;
    /// Of the rooms that they may know of.
    [[nodiscard]] QList<protocol::ReadState> readStates(const UserId &user) const;

private:
    const RoomDirectory &m_directory;
    const Roster &m_roster;
    const ReadPointers &m_reads;
    const Bots &m_bots;
};

} // namespace hobnob::server
