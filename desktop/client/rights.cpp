// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/rights.h"

namespace hobnob::desktop
{

using protocol::Role;

bool allows(const protocol::RoomSummary &room, Role role, Right right)
{
    if (room.kind == protocol::RoomKind::Direct)
        return right == Right::Post;
    // Of what is archived only its owners can do something: bring it back, or delete it.
    if (room.archived)
        return right == Right::Manage && role == Role::Owner;
    switch (right) {
    case Right::Post:
        return role != Role::Reader && role >= room.rules.post;
    case Right::AddPeople:
        return role != Role::Reader && role >= room.rules.invite;
    case Right::SetTopic:
    case Right::Moderate:
        return role >= Role::Moderator;
    case Right::Manage:
        return role == Role::Owner;
    }
    Q_UNREACHABLE();
}

bool standsAbove(Role role, Role other)
{
    return role == Role::Owner || (role == Role::Moderator && other < Role::Moderator);
}

} // namespace hobnob::desktop
