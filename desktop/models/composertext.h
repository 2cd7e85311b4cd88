// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roomdirectory.h"

namespace hobnob::desktop
{

/// Why somebody of this \a role cannot write in the room, as one sentence; empty when they can.
/// \a blocked: whom they blocked, of a room of the two. Translated.
[[nodiscard]] QString whyNotToWrite(const Room &room, protocol::Role role, const QString &blocked,
                                    Timestamp now);

/// What is said below the composer while the room's slow mode holds back what one writes.
[[nodiscard]] QString slowText(Timestamp until, Timestamp now);

} // namespace hobnob::desktop
