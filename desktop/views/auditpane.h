// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/linelistmodel.h"
#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class LineList;

/// What people with power over others did: in one room, or on the whole server.
class AuditPane final : public SettingsPane
{
    Q_OBJECT

public:
    AuditPane(const QString &title, RoomNames names, QWidget *parent);

    /// The answer to pageRequested(), after those that are shown.
    void addPage(const protocol::AuditLog &page);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;

Q_SIGNALS:
    /// \a before: the number of the last that is shown; nothing: the newest.
    void pageRequested(std::optional<qint64> before);

private:
    RoomNames m_names;
    LineList *m_lines;
    QList<protocol::AuditRecord> m_records;
};

} // namespace hobnob::desktop
