// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class FormField;
class Label;

/// The end of a room: archived, from where it can be brought back, or deleted, for which one types
/// its name.
class RoomEndPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit RoomEndPane(QWidget *parent);

    void setRoom(const protocol::RoomSummary &room);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;

Q_SIGNALS:
    void archiveRequested(bool archived);
    void deleteRequested();

private:
    void remove();

    Label *m_archiveText;
    QPushButton *m_archive;
    FormField *m_name;
    QPushButton *m_delete;
    protocol::RoomSummary m_room;
};

} // namespace hobnob::desktop
