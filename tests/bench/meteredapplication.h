// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/samples.h"

#include <QApplication>

#include <functional>

namespace hobnob::bench
{

/// An application that knows how long its thread worked for each frame of one widget: all events
/// since the frame before, whatever they were for, up to the end of the turn that painted it.
class MeteredApplication final : public QApplication
{
    Q_OBJECT

public:
    MeteredApplication(int &argc, char **argv) : QApplication(argc, argv) {}

    /// \a widget outlives the metering; its frames are counted from now on.
    void meter(const QWidget *widget);
    /// Of the widget, since meter().
    [[nodiscard]] int frameCount() const { return m_frameCount; }
    [[nodiscard]] Clock::time_point lastFrameEnd() const { return m_lastFrameEnd; }

    [[nodiscard]] const Samples &work() const { return m_work; }

    bool notify(QObject *receiver, QEvent *event) override;

    /// Runs the event loop until \a isTrue says so; false when it does not within \a time.
    static bool waitUntil(const std::function<bool()> &isTrue, std::chrono::milliseconds time);

private:
    const QWidget *m_widget = nullptr;
    int m_depth = 0;
    bool m_painted = false;
    int m_frameCount = 0;
    Clock::duration m_workSinceFrame{};
    Clock::time_point m_lastFrameEnd;
    Samples m_work;
};

} // namespace hobnob::bench
