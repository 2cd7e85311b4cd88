// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/permissions.h"

namespace hobnob::server
{

class Attendance;
class Bots;
class RoomDirectory;
class Roster;
class Sanctions;

/// Where people stand in rooms, and so what they may do there, as it is now.
class Rights final
{
public:
    /// All outlive this.
    Rights(const RoomDirectory &directory, const Roster &roster, const Attendance &attendance,
           const Sanctions &sanctions, const Bots &bots)
        : m_directory(directory), m_roster(roster), m_attendance(attendance),
          m_sanctions(sanctions), m_bots(bots)
    {
    }

    /// Errors: RoomUnknown (there is none). Of somebody who is neither present nor in any room only
    /// this is known.
    [[nodiscard]] Result<Standpoint> of(const RoomId &room, const UserId &user) const;
    /// Why they may not; nothing when they may. Errors: those of of() and authorise().
    [[nodiscard]] std::optional<Error> refusal(const RoomId &room, const UserId &user,
                                               Action action) const;

private:
    const RoomDirectory &m_directory;
    const Roster &m_roster;
    const Attendance &m_attendance;
    const Sanctions &m_sanctions;
    const Bots &m_bots;
};

} // namespace hobnob::server
