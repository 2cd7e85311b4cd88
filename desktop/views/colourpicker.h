// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QButtonGroup;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// The twelve colours of people, and the one that follows from the id. One of them is picked;
/// the arrow keys go from one to the next.
class ColourPicker final : public QWidget
{
    Q_OBJECT

public:
    explicit ColourPicker(QWidget *parent);

    /// Whose id the first of them follows from.
    void setPerson(const UserId &id);
    /// 0 to 11, or -1.
    void pick(qint64 colour);
    [[nodiscard]] qint64 colour() const;

Q_SIGNALS:
    void picked(qint64 colour);

private:
    QButtonGroup *m_group;
};

} // namespace hobnob::desktop
