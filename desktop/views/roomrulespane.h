// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class ChoiceRow;
class Label;

/// Who may come into a room, and what they may do there. Each choice is carried out at once.
class RoomRulesPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit RoomRulesPane(QWidget *parent);

    enum class Leave { Read, Change };
    void setRoom(const protocol::RoomSummary &room, Leave leave);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;
    /// As it was before, too.
    void showError(const Error &error) override;

Q_SIGNALS:
    void changeRequested(const protocol::ChangeRoom &change);

private:
    ChoiceRow *addChoice(const QString &name, const QString &label, const QStringList &choices);
    void change();

    ChoiceRow *m_kind;
    Label *m_kindHint;
    ChoiceRow *m_post;
    ChoiceRow *m_invite;
    ChoiceRow *m_pin;
    ChoiceRow *m_slow;
    protocol::RoomSummary m_room;
};

} // namespace hobnob::desktop
