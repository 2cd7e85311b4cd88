// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connectioncounter.h"
#include "server/net/websocket.h"
#include "server/socketio/enginetransport.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace hobnob::server
{

/// The WebSockets of Engine.IO: each is lent to a session and kept until its end, which may come
/// after the session's. Writes what they were given once a turn of the event loop. What it lends
/// does not outlive it.
class EngineWebSockets final : public QObject
{
    Q_OBJECT

public:
    explicit EngineWebSockets(std::chrono::milliseconds sweep);
    ~EngineWebSockets() override;

    /// \a seat: its place among the connections. Nothing is read before the event loop runs again.
    [[nodiscard]] std::unique_ptr<EngineSocket> lend(std::unique_ptr<WebSocket> webSocket,
                                                     ConnectionSeat seat);

    [[nodiscard]] qsizetype count() const { return qsizetype(m_pipes.size()); }
    /// What their clients have not taken yet.
    [[nodiscard]] qint64 unsentBytes() const;

private:
    class Pipe;
    class Handle;

    void flushLater(Pipe &pipe);
    void finishTurn();
    void dueLater();
    void sweep();

    std::vector<std::shared_ptr<Pipe>> m_pipes;
    std::vector<std::shared_ptr<Pipe>> m_unflushed;
    QTimer m_sweep;
    bool m_isTurnPending = false;
};

} // namespace hobnob::server
