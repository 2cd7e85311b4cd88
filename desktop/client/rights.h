// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

/// What the table of rights in docs/PROTOCOL.md tells apart. Clients go by it to offer only what
/// the server will do; it is the server that decides.
enum class Right {
    Post,
    AddPeople,
    SetTopic,
    /// Mute, remove and ban, and see who is.
    Moderate,
    /// Everything else about the room, and roles.
    Manage,
};

[[nodiscard]] bool allows(const protocol::RoomSummary &room, protocol::Role role, Right right);

/// Whether somebody of \a role may act upon somebody of \a other at all.
[[nodiscard]] bool standsAbove(protocol::Role role, protocol::Role other);

} // namespace hobnob::desktop
