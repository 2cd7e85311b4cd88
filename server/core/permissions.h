// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <array>

/// Who may do what in a room: the one place that decides it.
namespace hobnob::server
{

/// What can be done in a room.
enum class Action {
    /// At its line and details.
    Look,
    /// Its log, and who is in it.
    Read,
    Report,
    Leave,
    Post,
    Type,
    AddPeople,
    Pin,
    SetTopic,
    /// Mute, kick, ban, and take it back.
    Moderate,
    SeeSanctions,
    /// See and resolve.
    HandleReports,
    /// Name, description, picture, kind and rules.
    ChangeRoom,
    SetRoles,
    Archive,
    Delete,
    SeeAudit,
};

enum class Scope { Inside, Outside };

/// Where somebody stands in a room at this moment.
struct Standpoint {
    protocol::RoomKind kind = protocol::RoomKind::Public;
    /// The effective one; nothing: not a member.
    std::optional<protocol::Role> role = {};
    protocol::RoomRules rules = {};
    bool archived = false;
    bool muted = false;
    protocol::PersonKind person = protocol::PersonKind::Guest;
    protocol::ServerRole serverRole = protocol::ServerRole::Member;
    /// Of a bot: whether the room is one that it may be in at all.
    Scope scope = Scope::Inside;
};

enum class WhenArchived { Allowed, Refused };
enum class WhenMuted { Allowed, Refused };
enum class InDirect { Allowed, Refused };
enum class ForBots { Allowed, Refused };

/// A line of the table.
struct Right {
    Action action;
    protocol::Role least;
    InDirect direct;
    WhenArchived archived;
    WhenMuted muted;
    ForBots bots;
    /// The room says who may, from \a least on.
    protocol::Role protocol::RoomRules::*rule = nullptr;
};

// clang-format off
inline constexpr std::array rightsTable{
    Right{Action::Look,          protocol::Role::Reader,    InDirect::Allowed, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Allowed},
    Right{Action::Read,          protocol::Role::Reader,    InDirect::Allowed, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Allowed},
    Right{Action::Report,        protocol::Role::Reader,    InDirect::Allowed, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Allowed},
    Right{Action::Leave,         protocol::Role::Reader,    InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Allowed},
    Right{Action::Post,          protocol::Role::Member,    InDirect::Allowed, WhenArchived::Refused, WhenMuted::Refused, ForBots::Allowed, &protocol::RoomRules::post},
    Right{Action::Type,          protocol::Role::Member,    InDirect::Allowed, WhenArchived::Refused, WhenMuted::Refused, ForBots::Allowed, &protocol::RoomRules::post},
    Right{Action::AddPeople,     protocol::Role::Member,    InDirect::Refused, WhenArchived::Refused, WhenMuted::Allowed, ForBots::Refused, &protocol::RoomRules::invite},
    Right{Action::Pin,           protocol::Role::Member,    InDirect::Refused, WhenArchived::Refused, WhenMuted::Refused, ForBots::Refused, &protocol::RoomRules::pin},
    Right{Action::SetTopic,      protocol::Role::Moderator, InDirect::Refused, WhenArchived::Refused, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::Moderate,      protocol::Role::Moderator, InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::SeeSanctions,  protocol::Role::Moderator, InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::HandleReports, protocol::Role::Moderator, InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::ChangeRoom,    protocol::Role::Owner,     InDirect::Refused, WhenArchived::Refused, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::SetRoles,      protocol::Role::Owner,     InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::Archive,       protocol::Role::Owner,     InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::Delete,        protocol::Role::Owner,     InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
    Right{Action::SeeAudit,      protocol::Role::Owner,     InDirect::Refused, WhenArchived::Allowed, WhenMuted::Allowed, ForBots::Refused},
};
// clang-format on

/// What to answer for a room that does not exist, or not for this person: the same in both cases.
[[nodiscard]] Error roomUnknown();

/// Why not; nothing when they may. Errors: RoomUnknown (not public, and they are not in it; or out
/// of a bot's scope), NotMember, NotAllowed, RoomArchived, Muted.
[[nodiscard]] std::optional<Error> authorise(const Standpoint &standpoint, Action action);

/// Why \a actor, who may act as such, may not act upon this other person, who need not be in the
/// room. Errors: NotAllowed.
[[nodiscard]] std::optional<Error> authoriseUpon(const Standpoint &actor, const Standpoint &person);

} // namespace hobnob::server
