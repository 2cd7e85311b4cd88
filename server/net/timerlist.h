// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>

#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>

namespace hobnob::server
{

/// The timers of an event dispatcher, in the order in which they are due. What the next one costs
/// does not depend on how many wait behind it. Reads no clock: whoever calls says what time it is.
///
/// Precise timers keep to the millisecond, coarse ones may be late by a twentieth of their
/// interval, a second at most, and very coarse ones by a second, so that many of them are due at
/// once and wake the thread once.
class TimerList final
{
public:
    using Time = std::chrono::steady_clock::time_point;
    using Info = QAbstractEventDispatcher::TimerInfo;

    void add(int id, std::chrono::milliseconds interval, Qt::TimerType type, QObject *object,
             Time now);
    /// False when there is none. Works from inside the timer's own event, too.
    bool remove(int id);
    bool removeAll(const QObject *object);

    [[nodiscard]] QList<Info> of(const QObject *object) const;
    /// Nothing when there is no such timer.
    [[nodiscard]] std::optional<std::chrono::milliseconds> remaining(int id, Time now) const;
    /// Until the next timer is due, rounded up; nothing when none is.
    [[nodiscard]] std::optional<std::chrono::milliseconds> untilNext(Time now) const;

    /// Sends its event to each timer that is due: once, however late it is, and not to those that
    /// are set meanwhile. A timer whose event is being handled is not due in an event loop inside.
    /// Returns how many were sent to timers that have an interval.
    int fire(Time now);

private:
    struct Timer {
        std::chrono::milliseconds interval;
        Qt::TimerType type;
        QObject *object;
        /// Without the lateness of its type, which would add up.
        Time planned;
        Time due;
        /// Ever growing: when it was put into the queue, and that it is still the same timer.
        quint64 order = 0;
    };
    struct Place {
        Time due;
        quint64 order;
        int id;

        bool operator<(const Place &other) const
        {
            return due != other.due ? due < other.due : order < other.order;
        }
    };

    void enqueue(int id, Timer &timer);

    std::unordered_map<int, Timer> m_timers;
    /// All but those whose event is being handled.
    std::set<Place> m_queue;
    quint64 m_lastOrder = 0;
};

} // namespace hobnob::server
