// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

/// "", "Ana is typing…", "Ana and Ben are typing…" or "Several people are typing…". \a count: of
/// all who type; \a users: the first of them. \a self is left out. Translated, pure.
[[nodiscard]] QString typingText(const QList<protocol::User> &users, qint64 count,
                                 const UserId &self);

} // namespace hobnob::desktop
