// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/settingspane.h"
#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

class LineList;

/// Who is muted in a room or banned from it; each can be lifted.
class SanctionsPane final : public SettingsPane
{
    Q_OBJECT

public:
    explicit SanctionsPane(QWidget *parent);

    void setSanctions(const QList<protocol::Sanction> &sanctions);
    void begin() override;
    [[nodiscard]] QWidget *firstField() override;

Q_SIGNALS:
    void listRequested();
    void liftRequested(const protocol::Sanction &sanction);

private:
    void lift();

    LineList *m_lines;
    QPushButton *m_lift;
    QList<protocol::Sanction> m_sanctions;
};

} // namespace hobnob::desktop
