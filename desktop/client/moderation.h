// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QObject>

namespace hobnob::desktop
{

/// Whom the person does not want to hear of, how many reports wait for them, and what everybody is
/// shown: as the server said it last.
class Moderation final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void enter(const protocol::LoggedIn &session);
    void take(const protocol::BlocksChanged &fact);
    void take(const protocol::ReportsWaiting &fact);
    void take(const protocol::Announced &fact);
    /// Another server.
    void begin();

    [[nodiscard]] const QList<protocol::User> &blocked() const { return m_blocked; }
    [[nodiscard]] bool isBlocked(const UserId &person) const;
    [[nodiscard]] qint64 reportsWaiting() const { return m_reports; }
    [[nodiscard]] const std::optional<protocol::Announcement> &announcement() const
    {
        return m_announcement;
    }

Q_SIGNALS:
    void blocksChanged();
    void reportsWaitingChanged();
    void announcementChanged();

private:
    QList<protocol::User> m_blocked;
    qint64 m_reports = 0;
    std::optional<protocol::Announcement> m_announcement;
};

} // namespace hobnob::desktop
