// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace hobnob::bench
{

void Histogram::add(std::chrono::nanoseconds time)
{
    const auto value = uint64_t(std::max<int64_t>(time.count(), 0));
    const int shift = std::max(int(std::bit_width(value)) - 1 - stepBits, 0);
    // Up to 2 * steps each value has its own place; then, as many for each power of two.
    ++m_counts.at(size_t(shift) * steps + size_t(value >> shift));
    ++m_count;
    m_longest = std::max(m_longest, time);
}

std::chrono::nanoseconds Histogram::percentile(double share) const
{
    const auto wanted = uint64_t(std::ceil(share * double(m_count)));
    uint64_t seen = 0;
    for (size_t place = 0; place < m_counts.size(); ++place) {
        seen += m_counts.at(place);
        if (m_counts.at(place) > 0 && seen >= wanted) {
            const size_t shift = place < 2 * steps ? 0 : place / steps - 1;
            const uint64_t next = (place - shift * steps + 1) << shift;
            return std::min(std::chrono::nanoseconds(int64_t(next) - 1), m_longest);
        }
    }
    return m_longest;
}

} // namespace hobnob::bench
