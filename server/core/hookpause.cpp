// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookpause.h"

#include <algorithm>

namespace hobnob::server
{

using namespace std::chrono_literals;

std::chrono::milliseconds hookPause(int failures, double chance)
{
    constexpr std::chrono::milliseconds first = 2s;
    constexpr std::chrono::milliseconds longest = 30min;
    // Past this many doublings the longest stands, and the shift stays defined.
    const int doublings = std::clamp(failures - 1, 0, 20);
    const auto whole = std::min<std::chrono::milliseconds>(first * (1 << doublings), longest);
    const double less = std::clamp(chance, 0.0, 1.0) / 2;
    return whole - std::chrono::milliseconds(qint64(double(whole.count()) * less));
}

} // namespace hobnob::server
