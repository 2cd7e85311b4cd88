// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QTimer>

namespace hobnob::desktop
{

/// Tells when "Today" has become "Yesterday": soon after midnight, or after the computer slept
/// through it.
class DayClock final : public QObject
{
    Q_OBJECT

public:
    explicit DayClock(QObject *parent = nullptr);

    /// It is now this local time. The clock asks by itself; tests tell it.
    void take(const QDateTime &now);

Q_SIGNALS:
    void dayChanged();

private:
    QDate m_today;
    QTimer m_timer;
};

} // namespace hobnob::desktop
