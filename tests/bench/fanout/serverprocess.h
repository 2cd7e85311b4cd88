// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <sys/types.h>
#include <time.h>

namespace hobnob::bench
{

/// Another process, looked at from outside. Linux.
class ServerProcess final
{
public:
    /// 0: none; then all figures are 0.
    explicit ServerProcess(pid_t id);

    /// That all of its threads took since it began, those that ended too, in user and system mode;
    /// to the nanosecond.
    [[nodiscard]] std::chrono::nanoseconds processorTime() const;

    struct Memory {
        int64_t residentBytes = 0;
        int64_t proportionalBytes = 0;
    };
    [[nodiscard]] Memory memory() const;

private:
    pid_t m_id;
    clockid_t m_clock{};
};

} // namespace hobnob::bench
