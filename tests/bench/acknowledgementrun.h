// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/benchclient.h"

#include <QHash>
#include <QTimer>

namespace hobnob::bench
{

/// One client that posts at a steady pace, whether or not what it posted before is acknowledged.
class AcknowledgementRun final : public QObject
{
    Q_OBJECT

public:
    AcknowledgementRun(int count, int perSecond);

    void start(const QUrl &server) { m_client.open(server); }
    /// From when a message was due to be posted to its acknowledgement.
    [[nodiscard]] const Samples &times() const { return m_times; }

Q_SIGNALS:
    void finished();
    void failed(const QString &sentence);

private:
    void take(const protocol::ServerMessage &message);
    void postWhatIsDue();

    BenchClient m_client;
    QTimer m_pace;
    const int m_count;
    const Clock::duration m_every;
    RoomId m_room;
    Clock::time_point m_begin;
    int m_posted = 0;
    Samples m_times;
};

} // namespace hobnob::bench
