// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace hobnob::server
{

/// Gathers "something changed in this room" for a tick, so that however much changes, it is told
/// once. A room's first mark starts the tick; due() comes once for each room marked in it, in the
/// order of the first marks. Marks made while due() is emitted belong to the next tick.
class Coalescer final : public QObject
{
    Q_OBJECT

public:
    explicit Coalescer(std::chrono::milliseconds tick);

    void mark(const RoomId &room);

Q_SIGNALS:
    void due(const RoomId &room);

private:
    void finishTick();

    QTimer m_timer;
    QList<RoomId> m_order;
    QSet<RoomId> m_marked;
};

} // namespace hobnob::server
