// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/benchclient.h"

#include <QHash>

#include <memory>

namespace hobnob::bench
{

/// Somebody who comes back again and again, each time to all rooms of the server, each time having
/// missed so many events of each.
class ResumeRun final : public QObject
{
    Q_OBJECT

public:
    ResumeRun(QUrl server, qint64 missed, int times);

    void start() { connectAgain(); }
    /// From connecting to holding everything, decoded.
    [[nodiscard]] const Samples &times() const { return m_times; }
    /// What of that was spent in decoding.
    [[nodiscard]] const Samples &decoding() const { return m_decoding; }

Q_SIGNALS:
    void finished();
    void failed(const QString &sentence);

private:
    void connectAgain();
    void take(const protocol::ServerMessage &message);
    void comeBackTo(const QList<protocol::RoomSummary> &rooms);
    void note(const RoomId &room, const QList<protocol::Event> &events);

    QUrl m_server;
    const qint64 m_missed;
    int m_left;
    std::unique_ptr<BenchClient> m_client;
    QString m_token;
    Clock::time_point m_begin;
    qint64 m_lastId = 0;
    /// Events of each room that have not come yet.
    QHash<RoomId, qint64> m_missing;
    Samples m_times;
    Samples m_decoding;
};

} // namespace hobnob::bench
