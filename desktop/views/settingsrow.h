// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace hobnob::desktop
{

/// A line of a list of settings that leads to its page: an icon, what it is, how it stands now, and
/// an arrow.
class SettingsRow final : public QAbstractButton
{
    Q_OBJECT

public:
    SettingsRow(const QString &objectName, const QString &iconName, const QString &text,
                QWidget *parent);

    /// How it stands, such as "On".
    void setValue(const QString &value);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    QString m_value;
};

} // namespace hobnob::desktop
