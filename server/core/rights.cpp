// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/rights.h"

#include "server/core/attendance.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"

namespace hobnob::server
{

Result<Standpoint> Rights::of(const RoomId &room, const UserId &user) const
{
    if (!m_directory.contains(room))
        return roomUnknown();
    const auto summary = m_directory.summary(room);
    Standpoint standpoint{
        .kind = summary.kind, .rules = summary.rules, .archived = summary.archived};
    if (m_roster.isMember(room, user))
        standpoint.role = protocol::Role::Member;
    if (const auto person = m_attendance.find(user)) {
        standpoint.person = person->kind;
        standpoint.serverRole = person->role;
    }
    return standpoint;
}

std::optional<Error> Rights::refusal(const RoomId &room, const UserId &user, Action action) const
{
    const auto standpoint = of(room, user);
    return standpoint ? authorise(*standpoint, action) : standpoint.error();
}

} // namespace hobnob::server
