// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/timeouts.h"
#include "server/net/enginewebsockets.h"
#include "server/net/gate.h"
#include "server/socketio/socketchat.h"

namespace hobnob::server
{

/// Socket.IO on the server's port: what the gate takes in at /socket.io/, polls and WebSockets,
/// goes to the sessions of server/socketio, and their answers back. Pages may use it that may open
/// a WebSocket; no cookie is looked at.
class SocketIoService final : public QObject
{
    Q_OBJECT

public:
    struct House {
        /// Those of the gate: the caps count sessions here, as one that polls has no connection
        /// between two polls.
        const Gate::Rules &rules;
        const Timeouts &timeouts;
        const Subscriptions &subscriptions;
        /// Of the one counter of all sessions.
        std::function<SessionId()> nextId;
    };

    /// What \a house.subscriptions refers to outlives this.
    explicit SocketIoService(House house);

    /// To be served by the gate, before which this is made and after which it goes.
    [[nodiscard]] HttpRoutes::Route route();
    /// One that was opened at the route's path.
    void open(Gate::Opened opened);

    /// What the domain says goes in here, and what clients say comes out.
    [[nodiscard]] SocketChat &chat() { return m_chat; }
    /// Each client gets what waits, and is told. Ends in emptied() when there was any.
    void closeAll() { m_engine.closeAll(); }

    /// Sessions, of polls and of WebSockets.
    [[nodiscard]] qsizetype count() const { return m_engine.count(); }
    [[nodiscard]] qsizetype webSocketCount() const { return m_webSockets.count(); }
    /// Sessions past the caps, since the start.
    [[nodiscard]] qint64 refusedCount() const { return m_engine.refusedCount(); }
    [[nodiscard]] qint64 queuedBytes() const
    {
        return m_engine.queuedBytes() + m_webSockets.unsentBytes();
    }

Q_SIGNALS:
    /// The last session is gone.
    void emptied();

private:
    void serve(const HttpRequest &request, const HttpAnswer &answer);

    const OriginPolicy m_origins;
    OriginRefusals m_refusals;
    EngineWebSockets m_webSockets;
    EngineServer m_engine;
    SocketServer m_sockets;
    SocketChat m_chat;
};

} // namespace hobnob::server
