// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"
#include "shared/protocol/messages.h"

namespace hobnob::server
{

class RoomDirectory;

/// What a message counts as; nothing for those that are not counted. To join a room by a name that
/// \a directory does not have makes it.
[[nodiscard]] std::optional<limits::RequestKind>
requestKindOf(const protocol::ClientMessage &message, const RoomDirectory &directory);

} // namespace hobnob::server
