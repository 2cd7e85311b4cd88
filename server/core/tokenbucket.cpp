// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/tokenbucket.h"

#include <algorithm>

namespace hobnob::server
{

using std::chrono::milliseconds;

milliseconds TokenBucket::wait(const limits::Rate &rate, Instant now) const
{
    if (rate.burst <= 0)
        return milliseconds(0);
    const auto missing = std::max(m_full, now) - now;
    const auto early = missing - rate.every * (rate.burst - 1);
    // Rounded up: whoever waits that long is not refused again.
    return std::max(std::chrono::ceil<milliseconds>(early), milliseconds(0));
}

void TokenBucket::take(const limits::Rate &rate, Instant now)
{
    if (rate.burst > 0)
        m_full = std::max(m_full, now) + rate.every;
}

} // namespace hobnob::server
