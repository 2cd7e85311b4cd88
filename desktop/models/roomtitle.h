// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

/// Of a direct room, everybody but oneself.
[[nodiscard]] QList<protocol::User> othersIn(const protocol::RoomSummary &room, const UserId &self);

/// What a room is called: its name; a direct one's is the names of the others. Translated.
[[nodiscard]] QString roomTitle(const protocol::RoomSummary &room, const UserId &self);

/// The icon that says what kind it is: "hash", "lock" or "message-circle".
[[nodiscard]] QString roomMark(protocol::RoomKind kind);

/// "Owner", "Moderator", "Reader"; of a plain member "Member". Translated.
[[nodiscard]] QString roleWord(protocol::Role role);

} // namespace hobnob::desktop
