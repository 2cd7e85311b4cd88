// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// What this program is, its version and its licence.
class AboutSheet final : public Sheet
{
    Q_OBJECT

public:
    explicit AboutSheet(QWidget *parent);

    void ask();

private:
    QPushButton *m_close;
};

} // namespace hobnob::desktop
