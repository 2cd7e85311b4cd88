// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingssheet.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class AuditPane;
class RoomAboutPane;
class RoomEndPane;
class RoomPeoplePane;
class RoomRulesPane;
class SanctionsPane;

/// A room's settings. Whoever may change something finds it there, everybody else reads.
class RoomSheet final : public SettingsSheet
{
    Q_OBJECT

public:
    explicit RoomSheet(QWidget *parent);

    void ask();
    /// \a role: of who looks.
    void setRoom(const protocol::RoomDetails &room, protocol::Role role);

    [[nodiscard]] RoomAboutPane *about() const { return m_about; }
    [[nodiscard]] RoomRulesPane *rules() const { return m_rules; }
    [[nodiscard]] RoomPeoplePane *people() const { return m_people; }
    [[nodiscard]] SanctionsPane *sanctions() const { return m_sanctions; }
    [[nodiscard]] AuditPane *activity() const { return m_activity; }
    [[nodiscard]] RoomEndPane *end() const { return m_end; }

private:
    RoomAboutPane *m_about;
    RoomRulesPane *m_rules;
    RoomPeoplePane *m_people;
    SanctionsPane *m_sanctions;
    AuditPane *m_activity;
    RoomEndPane *m_end;
    SettingsRow *m_aboutRow;
    SettingsRow *m_rulesRow;
    SettingsRow *m_peopleRow;
    SettingsRow *m_sanctionsRow;
    SettingsRow *m_activityRow;
    SettingsRow *m_endRow;
};

} // namespace hobnob::desktop
