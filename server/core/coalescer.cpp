// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/coalescer.h"

#include <utility>

namespace hobnob::server
{

Coalescer::Coalescer(std::chrono::milliseconds tick)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tick);
    connect(&m_timer, &QTimer::timeout, this, &Coalescer::finishTick);
}

void Coalescer::mark(const RoomId &room)
{
    if (m_marked.contains(room))
        return;
    m_marked.insert(room);
    m_order.append(room);
    if (!m_timer.isActive())
        m_timer.start();
}

void Coalescer::finishTick()
{
    m_marked.clear();
    for (const auto &room : std::exchange(m_order, {}))
        Q_EMIT due(room);
}

} // namespace hobnob::server
