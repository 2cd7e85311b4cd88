// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/platform/activitywatcher.h"

#include <QCoreApplication>
#include <QEvent>

namespace hobnob::desktop
{

using protocol::Presence;

ActivityWatcher::ActivityWatcher(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] { setPresence(Presence::Away); });
    m_patience.start();
    QCoreApplication::instance()->installEventFilter(this);
}

bool ActivityWatcher::eventFilter(QObject *, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::InputMethod:
    case QEvent::ApplicationActivate:
        // The mouse moves often: a timer is not started again for every pixel.
        if (m_presence == Presence::Away || !m_patience.isActive() ||
            m_patience.remainingTimeAsDuration() < m_patience.intervalAsDuration() * 9 / 10) {
            m_patience.start();
            setPresence(Presence::Here);
        }
        break;
    default:
        break;
    }
    return false;
}

void ActivityWatcher::setPresence(Presence presence)
{
    if (m_presence == presence)
        return;
    m_presence = presence;
    Q_EMIT presenceChanged(presence);
}

} // namespace hobnob::desktop
