// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/moderation.h"

#include <algorithm>

namespace hobnob::desktop
{

namespace
{

bool isSame(const QList<protocol::User> &a, const QList<protocol::User> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto &one, const auto &other) { return one.id == other.id; });
}

} // namespace

void Moderation::enter(const protocol::LoggedIn &session)
{
    take(protocol::BlocksChanged{session.blocked});
    take(protocol::ReportsWaiting{session.reportsWaiting});
    take(protocol::Announced{session.announcement});
}

void Moderation::take(const protocol::BlocksChanged &fact)
{
    if (isSame(m_blocked, fact.blocked))
        return;
    m_blocked = fact.blocked;
    Q_EMIT blocksChanged();
}

void Moderation::take(const protocol::ReportsWaiting &fact)
{
    if (std::exchange(m_reports, fact.count) != fact.count)
        Q_EMIT reportsWaitingChanged();
}

void Moderation::take(const protocol::Announced &fact)
{
    m_announcement = fact.announcement;
    Q_EMIT announcementChanged();
}

void Moderation::begin()
{
    enter({});
}

bool Moderation::isBlocked(const UserId &person) const
{
    return std::any_of(m_blocked.begin(), m_blocked.end(),
                       [&](const protocol::User &user) { return user.id == person; });
}

} // namespace hobnob::desktop
