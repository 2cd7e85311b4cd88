// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/memberlist.h"

#include <algorithm>

namespace hobnob::desktop
{

void MemberList::replace(const QList<protocol::Member> &members, qint64 count)
{
    m_members.clear();
    m_lastOfPages.clear();
    m_count = count;
    addPage(members, members.size() < count);
    m_count = std::max<qint64>(count, m_members.size());
}

void MemberList::addPage(const QList<protocol::Member> &members, bool more)
{
    for (const auto &member : members) {
        if (m_members.size() < mostHeld || m_members.contains(member.id))
            m_members.insert(member.id, member);
    }
    if (!members.isEmpty())
        m_lastOfPages = members.back().name;
    m_more = more && !members.isEmpty();
    m_count = std::max<qint64>(m_count, m_members.size());
}

void MemberList::apply(const protocol::MembersChanged &change)
{
    for (const auto &member : change.left)
        m_members.remove(member.id);
    // Who changed and is not held has come back without a notice, or is of a later page.
    for (const auto *list : {&change.joined, &change.changed}) {
        for (const auto &member : *list) {
            if (m_members.size() < mostHeld || m_members.contains(member.id))
                m_members.insert(member.id, member);
        }
    }
    m_count = change.memberCount;
}

std::optional<protocol::Member> MemberList::find(const UserId &user) const
{
    const auto place = m_members.constFind(user);
    return place == m_members.cend() ? std::nullopt : std::optional(*place);
}

bool MemberList::hasMore() const
{
    return m_more && m_members.size() < mostHeld;
}

} // namespace hobnob::desktop
