// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/announcements.h"

#include "server/core/houserules.h"
#include "server/core/lines.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Announcements::Announcements(ModerationStore &store, const HouseRules &rules)
    : m_store(store), m_rules(rules)
{
    note(store.announcementAtStart());
}

void Announcements::announce(const QString &text, const protocol::User &by, Answer<Done> answer)
{
    const auto clean = cleanAnnouncement(text);
    if (!clean) {
        answer(clean.error());
        return;
    }
    std::optional<protocol::Announcement> announcement;
    if (!clean->isEmpty())
        announcement = {.text = *clean, .author = by.id.isEmpty() ? operatorOf(m_rules) : by};
    const AuditEntry entry{.actor = by, .action = u"announced"_s, .details = *clean};
    m_store.announce(announcement, entry,
                     [=, this](const Result<std::optional<protocol::Announcement>> &standing) {
                         if (!standing) {
                             answer(standing.error());
                             return;
                         }
                         note(*standing);
                         Q_EMIT changed();
                         answer(Done{});
                     });
}

/// The server may be called otherwise than when it was said.
void Announcements::note(std::optional<protocol::Announcement> announcement)
{
    m_current = std::move(announcement);
    if (const auto self = operatorOf(m_rules); m_current && m_current->author.id == self.id)
        m_current->author = self;
}

} // namespace hobnob::server
