// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"
#include "shared/result.h"

namespace hobnob::server
{

/// A rate limit as an operator writes it: "session 20/100ms, user 40/50ms" lets each session do it
/// 20 times at once and then once every 100 ms, and all sessions of a user 40 times and then every
/// 50 ms. Who is not named ("address" is the third) has no limit; "none" limits nobody. Times are
/// in ms, s or min. Errors say what is wrong with the text.
[[nodiscard]] Result<limits::RateLimit> rateFromText(const QString &text);
[[nodiscard]] QString rateText(const limits::RateLimit &limit);

} // namespace hobnob::server
