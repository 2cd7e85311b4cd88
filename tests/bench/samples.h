// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <chrono>
#include <vector>

namespace hobnob::bench
{

using Clock = std::chrono::steady_clock;

/// Times of one kind of thing that was done again and again. A value, without threads.
class Samples final
{
public:
    void add(Clock::duration time) { m_times.push_back(time); }
    [[nodiscard]] size_t count() const { return m_times.size(); }

    /// {"count": …, "p50": …, "p99": …, "max": …}, in milliseconds; only the count when there are
    /// none.
    [[nodiscard]] QJsonObject summary() const;

private:
    std::vector<Clock::duration> m_times;
};

/// One line of JSON on standard output, which tests/bench/run reads.
void print(const QJsonObject &figures);

} // namespace hobnob::bench
