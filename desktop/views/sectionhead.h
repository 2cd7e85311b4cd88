// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace hobnob::desktop
{

/// A line of the first column that leads somewhere else, in line with the rooms above it.
class SectionButton final : public QAbstractButton
{
    Q_OBJECT

public:
    SectionButton(const QString &objectName, const QString &iconName, const QString &text,
                  QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
};

/// The quiet line above a section of the first column: its name, and a button that adds to it.
class SectionHead final : public QWidget
{
    Q_OBJECT

public:
    /// \a buttonName: the button's object name; \a add: what it does.
    SectionHead(const QString &title, const QString &buttonName, const QString &add,
                const QString &toolTip, QWidget *parent);

Q_SIGNALS:
    void addRequested();
};

} // namespace hobnob::desktop
