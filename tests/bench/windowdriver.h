// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/meteredapplication.h"

QT_BEGIN_NAMESPACE
class QAbstractItemView;
QT_END_NAMESPACE

namespace hobnob::bench
{

/// A person at the chat window: turns the wheel over the timeline, clicks rooms. The window and the
/// application outlive it. Answers false when the window does not do what it should in time.
class WindowDriver final
{
public:
    /// Finds the timeline and the room list in the application's windows; nothing when they do not
    /// come, or show no messages, within some seconds.
    static std::optional<WindowDriver> create(MeteredApplication *application);

    /// Lets what is under way come to an end.
    void settle() const;
    /// What MeteredApplication is to meter for the timeline's frames.
    [[nodiscard]] const QWidget *meteredWidget() const;

    /// Turns the wheel up by one notch, \a times times, one for each frame of a 60 Hz screen.
    [[nodiscard]] bool scrollUp(int times);
    /// From a notch of the wheel to the painted frame.
    [[nodiscard]] const Samples &turns() const { return m_turns; }
    /// The seq of the message in the middle of the timeline; 0 for none.
    [[nodiscard]] qint64 seqInMiddle() const;

    /// Clicks the two rooms, which were open before, in turns.
    [[nodiscard]] bool switchBetween(const QString &one, const QString &other, int times);
    /// From the press of the button to the painted frame.
    [[nodiscard]] const Samples &switches() const { return m_switches; }

private:
    WindowDriver(MeteredApplication *application, QAbstractItemView *timeline,
                 QAbstractItemView *rooms)
        : m_application(application), m_timeline(timeline), m_rooms(rooms)
    {
    }

    [[nodiscard]] bool turnWheel();
    [[nodiscard]] bool click(const QString &room);
    MeteredApplication *m_application;
    QAbstractItemView *m_timeline;
    QAbstractItemView *m_rooms;
    Samples m_turns;
    Samples m_switches;
};

} // namespace hobnob::bench
