// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"

namespace hobnob::desktop
{

class Label;

/// Asks before one leaves a room to which there is no way back of one's own.
class LeaveRoomSheet final : public Sheet
{
    Q_OBJECT

public:
    explicit LeaveRoomSheet(QWidget *parent);

    /// \a room: its name.
    void ask(const QString &room);

Q_SIGNALS:
    /// After the sheet is gone.
    void confirmed();

private:
    Label *m_title;
    QWidget *m_stay;
};

} // namespace hobnob::desktop
