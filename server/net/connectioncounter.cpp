// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/connectioncounter.h"

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

} // namespace hobnob::server
