// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace hobnob::desktop
{

/// How long to wait before try number \a attempt (0: the first after a loss): exponential from half
/// a second to half a minute. \a random, in [0, 1), spreads clients that lost the same server, so
/// that they do not come back in one instant. Pure.
[[nodiscard]] std::chrono::milliseconds reconnectDelay(int attempt, double random);

} // namespace hobnob::desktop
