// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/moderationstore.h"

#include <QObject>

namespace hobnob::server
{

struct HouseRules;

/// What everybody is shown at present, if anything.
class Announcements final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = ModerationStore::Answer<T>;

    /// Both outlive this; the store, or it drops its answers when it goes.
    Announcements(ModerationStore &store, const HouseRules &rules);

    /// In the place of what there was; an empty \a text: nothing any more. \a by: an empty id is
    /// the operator, who speaks in the server's name. Errors: those of cleanAnnouncement(), which
    /// may be answered from inside the call. changed() comes before the answer.
    void announce(const QString &text, const protocol::User &by, Answer<Done> answer);

    [[nodiscard]] const std::optional<protocol::Announcement> &current() const { return m_current; }

Q_SIGNALS:
    void changed();

private:
    void note(std::optional<protocol::Announcement> announcement);

    ModerationStore &m_store;
    const HouseRules &m_rules;
    std::optional<protocol::Announcement> m_current;
};

} // namespace hobnob::server
