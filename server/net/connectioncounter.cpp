// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/connectioncounter.h"

#include <utility>

namespace hobnob::server
{

bool ConnectionCounter::open(const QString &group)
{
    if (m_count >= m_caps.total) {
        ++m_refused;
        return false;
    }
    if (!enter(group))
        return false;
    ++m_count;
    return true;
}

bool ConnectionCounter::move(const QString &from, const QString &to)
{
    if (from == to)
        return true;
    if (!enter(to))
        return false;
    leave(from);
    return true;
}

void ConnectionCounter::close(const QString &group)
{
    --m_count;
    leave(group);
}

bool ConnectionCounter::enter(const QString &group)
{
    if (group.isEmpty())
        return true;
    if (m_groups.value(group) >= m_caps.perAddress) {
        ++m_refused;
        return false;
    }
    ++m_groups[group];
    return true;
}

void ConnectionCounter::leave(const QString &group)
{
    const auto found = m_groups.find(group);
    if (found != m_groups.end() && --*found == 0)
        m_groups.erase(found);
}

std::optional<ConnectionSeat>
ConnectionSeat::take(const std::shared_ptr<ConnectionCounter> &counter, const QString &group)
{
    if (!counter->open(group))
        return std::nullopt;
    return ConnectionSeat(counter, group);
}

ConnectionSeat &ConnectionSeat::operator=(ConnectionSeat &&other) noexcept
{
    std::swap(m_counter, other.m_counter);
    std::swap(m_group, other.m_group);
    return *this;
}

ConnectionSeat::~ConnectionSeat()
{
    if (m_counter)
        m_counter->close(m_group);
}

bool ConnectionSeat::move(const QString &group)
{
    if (!m_counter->move(m_group, group))
        return false;
    m_group = group;
    return true;
}

} // namespace hobnob::server
