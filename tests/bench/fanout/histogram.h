// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace hobnob::bench
{

/// Times, each known to three hundredths, however many there are: every delivery is counted, and
/// that costs an increment.
class Histogram final
{
public:
    void add(std::chrono::nanoseconds time);
    [[nodiscard]] uint64_t count() const { return m_count; }
    /// The time that this share of all (0 to 1) did not pass.
    [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;
    [[nodiscard]] std::chrono::nanoseconds longest() const { return m_longest; }
    void clear() { *this = {}; }

private:
    /// Steps between a power of two and the next.
    static constexpr int stepBits = 5;
    static constexpr size_t steps = size_t(1) << stepBits;

    std::array<uint64_t, 64 * steps> m_counts{};
    uint64_t m_count = 0;
    std::chrono::nanoseconds m_longest{0};
};

} // namespace hobnob::bench
