// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hobnob::desktop
{

class Label;

/// Which server the form below is for, and the way to another.
class ServerRow final : public QWidget
{
    Q_OBJECT

public:
    explicit ServerRow(QWidget *parent);

    void setServer(const QString &address);
    [[nodiscard]] bool isEmpty() const { return m_address.isEmpty(); }

Q_SIGNALS:
    void changeRequested();

private:
    QString m_address;
    Label *m_label;
};

} // namespace hobnob::desktop
