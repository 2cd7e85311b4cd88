// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/rights.h"

#include "server/core/attendance.h"
#include "server/core/bots.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"
#include "server/core/sanctions.h"

namespace hobnob::server
{

Result<Standpoint> Rights::of(const RoomId &room, const UserId &user) const
{
    if (!m_directory.contains(room))
        return roomUnknown();
    const StoredRoom stored = m_directory.find(room);
    Standpoint standpoint{.kind = stored.kind,
                          .role = m_roster.role(room, user),
                          .rules = stored.rules,
                          .archived = stored.archived,
                          .muted = m_sanctions.mutedUntil(room, user).has_value()};
    if (m_bots.contains(user)) {
        standpoint.person = protocol::PersonKind::Bot;
        standpoint.scope = m_bots.mayBeIn(user, room) ? Scope::Inside : Scope::Outside;
        return standpoint;
    }
    auto person = m_attendance.find(user);
    if (!person)
        person = m_roster.person(user);
    if (person) {
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
