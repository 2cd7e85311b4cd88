// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/reconnectpolicy.h"

#include <QtGlobal>

#include <algorithm>

namespace hobnob::desktop
{

std::chrono::milliseconds reconnectDelay(int attempt, double random)
{
    constexpr double first = 1000;
    constexpr double longest = 30000;
    // Past the sixth doubling the bound holds anyway.
    const double ceiling = std::min(longest, first * (1 << std::clamp(attempt, 0, 6)));
    return std::chrono::milliseconds(static_cast<qint64>(ceiling / 2 * (1 + random)));
}

} // namespace hobnob::desktop
