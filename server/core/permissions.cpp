// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/permissions.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::RoomKind;
using protocol::ServerRole;

namespace
{

constexpr bool isInOrder()
{
    for (size_t i = 0; i < rightsTable.size(); ++i) {
        if (rightsTable[i].action != Action(i))
            return false;
    }
    return rightsTable.back().action == Action::SeeAudit;
}
static_assert(isInOrder(), "one line for each action, in their order");

const Right &rightOf(Action action)
{
    return rightsTable.at(size_t(action));
}

Role leastRole(const Right &right, const protocol::RoomRules &rules)
{
    return right.rule ? std::max(right.least, rules.*right.rule) : right.least;
}

QString roleSentence(const Standpoint &standpoint, const Right &right)
{
    const bool writes = right.action == Action::Post || right.action == Action::Type;
    if (writes && standpoint.role == Role::Reader)
        return u"You are a reader here."_s;
    if (leastRole(right, standpoint.rules) == Role::Owner)
        return writes ? u"Only owners post here."_s : u"Only owners can do this here."_s;
    if (leastRole(right, standpoint.rules) == Role::Moderator)
        return writes ? u"Only moderators post here."_s : u"Only moderators can do this here."_s;
    return u"Readers cannot do this here."_s;
}

} // namespace

Error roomUnknown()
{
    return {ErrorCode::RoomUnknown, u"There is no such room."_s};
}

std::optional<Error> authorise(const Standpoint &standpoint, Action action)
{
    const Right &right = rightOf(action);
    const bool isDirect = standpoint.kind == RoomKind::Direct;
    if (standpoint.scope == Scope::Outside)
        return roomUnknown();
    if (!standpoint.role) {
        if (standpoint.kind != RoomKind::Public)
            return roomUnknown();
        if (action == Action::Look)
            return std::nullopt;
        return Error{ErrorCode::NotMember, u"Join the room first."_s};
    }
    if (standpoint.person == protocol::PersonKind::Bot && right.bots == ForBots::Refused)
        return Error{ErrorCode::NotAllowed, u"Bots cannot do this."_s};
    if (isDirect && right.direct == InDirect::Refused)
        return Error{ErrorCode::NotAllowed, u"A direct room stays as it is."_s};
    if (!isDirect && *standpoint.role < leastRole(right, standpoint.rules))
        return Error{ErrorCode::NotAllowed, roleSentence(standpoint, right)};
    if (standpoint.archived && right.archived == WhenArchived::Refused)
        return Error{ErrorCode::RoomArchived, u"This room is archived."_s};
    if (standpoint.muted && right.muted == WhenMuted::Refused)
        return Error{ErrorCode::Muted, u"You are muted in this room."_s};
    return std::nullopt;
}

std::optional<Error> authoriseUpon(const Standpoint &actor, const Standpoint &person)
{
    if (person.serverRole == ServerRole::Administrator &&
        actor.serverRole != ServerRole::Administrator)
        return Error{ErrorCode::NotAllowed, u"This is an administrator of the server."_s};
    if (actor.role != Role::Owner && person.role && *person.role >= actor.role)
        return Error{ErrorCode::NotAllowed, u"Their role is not below yours."_s};
    return std::nullopt;
}

} // namespace hobnob::server
