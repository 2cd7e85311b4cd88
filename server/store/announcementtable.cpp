// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/announcementtable.h"

#include "server/store/moderationsql.h"

namespace hobnob::server
{

Result<std::optional<protocol::Announcement>>
AnnouncementTable::replace(const std::optional<protocol::Announcement> &announcement)
{
    const Timestamp now = m_clock();
    if (const auto ended = m_transaction.change(sql::withdrawAnnouncements, now); !ended)
        return ended.error();
    std::optional<protocol::Announcement> standing = announcement;
    if (standing) {
        standing->time = now;
        const auto added = m_transaction.change(sql::insertAnnouncement, standing->text,
                                                standing->author.id, standing->author.name, now);
        if (!added)
            return added.error();
    }
    return standing;
}

} // namespace hobnob::server
