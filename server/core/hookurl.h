// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QString>

namespace hobnob::server
{

/// Where a hook can send to, as it is kept: http or https, with a host, without a user, a password
/// or a fragment. Says nothing of where the host leads. Pure. Errors: OutOfRange, TooLong.
[[nodiscard]] Result<QString> cleanHookUrl(const QString &typed);

} // namespace hobnob::server
