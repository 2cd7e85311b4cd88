// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/serverprocess.h"

#include <fstream>
#include <string>

namespace hobnob::bench
{

ServerProcess::ServerProcess(pid_t id) : m_id(id)
{
    if (m_id > 0 && ::clock_getcpuclockid(m_id, &m_clock) != 0)
        m_id = 0;
}

std::chrono::nanoseconds ServerProcess::processorTime() const
{
    timespec time{};
    if (m_id > 0)
        ::clock_gettime(m_clock, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

ServerProcess::Memory ServerProcess::memory() const
{
    Memory found;
    std::ifstream file("/proc/" + std::to_string(m_id) + "/smaps_rollup");
    for (std::string line; m_id > 0 && std::getline(file, line);) {
        if (line.starts_with("Rss:"))
            found.residentBytes = std::stoll(line.substr(4)) * 1024;
        else if (line.starts_with("Pss:"))
            found.proportionalBytes = std::stoll(line.substr(4)) * 1024;
    }
    return found;
}

} // namespace hobnob::bench
