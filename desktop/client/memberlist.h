// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QHash>
#include <QList>

namespace hobnob::desktop
{

/// Who is in a room, as far as we were told: pages by name, and the changes since. A value.
class MemberList final
{
public:
    /// More than anyone scrolls through; the rest are counted.
    static constexpr qsizetype mostHeld = 2000;

    /// The first page, in place of what is held.
    void replace(const QList<protocol::Member> &members, qint64 count);
    /// A further page. \a more: there are more after it.
    void addPage(const QList<protocol::Member> &members, bool more);
    void apply(const protocol::MembersChanged &change);

    [[nodiscard]] QList<protocol::Member> members() const { return m_members.values(); }
    /// Nothing when they are not held.
    [[nodiscard]] std::optional<protocol::Member> find(const UserId &user) const;
    [[nodiscard]] bool holds(const UserId &user) const { return m_members.contains(user); }
    /// All of them, also those that are not held.
    [[nodiscard]] qint64 count() const { return m_count; }
    /// There are further pages, and room for them.
    [[nodiscard]] bool hasMore() const;
    /// What to name in GetMembers::after.
    [[nodiscard]] const QString &lastOfPages() const { return m_lastOfPages; }

private:
    QHash<UserId, protocol::Member> m_members;
    qint64 m_count = 0;
    QString m_lastOfPages;
    bool m_more = false;
};

} // namespace hobnob::desktop
