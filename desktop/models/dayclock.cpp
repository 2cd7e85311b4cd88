// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/dayclock.h"

#include <algorithm>
#include <chrono>

namespace hobnob::desktop
{

using namespace std::chrono_literals;

namespace
{

/// Timers stand still while the computer sleeps, so a single long one would come too late.
constexpr std::chrono::milliseconds longestNap = 15min;

} // namespace

DayClock::DayClock(QObject *parent) : QObject(parent), m_today(QDate::currentDate())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::VeryCoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { take(QDateTime::currentDateTime()); });
    take(QDateTime::currentDateTime());
}

void DayClock::take(const QDateTime &now)
{
    const std::chrono::milliseconds untilMidnight(now.msecsTo(now.date().addDays(1).startOfDay()));
    m_timer.start(std::clamp<std::chrono::milliseconds>(untilMidnight, 1s, longestNap));
    if (std::exchange(m_today, now.date()) != now.date())
        Q_EMIT dayChanged();
}

} // namespace hobnob::desktop
