// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

/// A line that is to be taken elsewhere: it is read and selected but not changed, and has a button
/// that copies it, called by its name and "Copy".
class CopyLine final : public QLineEdit
{
    Q_OBJECT

public:
    CopyLine(const QString &name, const QString &accessibleName, QWidget *parent);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *m_copy;
};

} // namespace hobnob::desktop
