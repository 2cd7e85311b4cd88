// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/meteredapplication.h"

#include <QEvent>
#include <QTimer>
#include <QWidget>

namespace hobnob::bench
{

void MeteredApplication::meter(const QWidget *widget)
{
    m_widget = widget;
    m_frameCount = 0;
    m_workSinceFrame = {};
    m_work = {};
}

bool MeteredApplication::notify(QObject *receiver, QEvent *event)
{
    // Only turns of the event loop count; what is sent inside of one is part of it.
    if (receiver == m_widget && event->type() == QEvent::Paint)
        m_painted = true;
    const Clock::time_point begin = Clock::now();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    if (m_depth > 0 || !m_widget)
        return handled;

    const Clock::time_point end = Clock::now();
    m_workSinceFrame += end - begin;
    if (m_painted) {
        m_painted = false;
        ++m_frameCount;
        m_lastFrameEnd = end;
        m_work.add(m_workSinceFrame);
        m_workSinceFrame = {};
    }
    return handled;
}

bool MeteredApplication::waitUntil(const std::function<bool()> &isTrue,
                                   std::chrono::milliseconds time)
{
    const Clock::time_point end = Clock::now() + time;
    // Wakes the loop when nothing else does.
    QTimer tick;
    tick.setTimerType(Qt::PreciseTimer);
    tick.start(1);
    while (!isTrue()) {
        if (Clock::now() > end)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace hobnob::bench
