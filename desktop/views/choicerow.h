// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/flowrow.h"

#include <QStringList>

QT_BEGIN_NAMESPACE
class QButtonGroup;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// One of a few, all of which are in sight. The arrow keys go through them. Of the name "muteTime"
/// the buttons are muteTime0, muteTime1 and so on.
class ChoiceRow final : public FlowRow
{
    Q_OBJECT

public:
    ChoiceRow(const QString &name, const QString &label, const QStringList &choices,
              QWidget *parent);

    [[nodiscard]] int choice() const;
    /// What has the focus of the row.
    [[nodiscard]] QWidget *current() const;
    /// Does not emit chosen().
    void choose(int choice);

Q_SIGNALS:
    void chosen(int choice);

private:
    QButtonGroup *m_group;
};

} // namespace hobnob::desktop
