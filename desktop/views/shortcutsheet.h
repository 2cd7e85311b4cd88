// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"

QT_BEGIN_NAMESPACE
class QAction;
class QGridLayout;
class QPushButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// Ctrl+/: the keys, and what they do.
class ShortcutSheet final : public Sheet
{
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *parent);

    void addRow(const QString &keys, const QString &what);
    void ask();

private:
    QGridLayout *m_grid;
    QPushButton *m_close;
};

} // namespace hobnob::desktop
