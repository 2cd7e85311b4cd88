// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/enginewebsockets.h"
#include "server/socketio/socketserver.h"
#include "tests/socketio/plainconnection.h"

#include <QTcpServer>

namespace hobnob::test
{

/// The server that the official suites for Engine.IO and Socket.IO try, made of our parts:
/// /engine.io/ says everything back, /socket.io/ has the events that they expect.
class EchoServer final : public QTcpServer
{
public:
    EchoServer();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    [[nodiscard]] server::EngineServer &engineFor(const server::RequestHead &head);
    void settle(server::Arrival::Parts parts, const server::RequestHead &head);

    std::shared_ptr<server::ConnectionCounter> m_counter;
    server::EngineWebSockets m_webSockets;
    server::EngineServer m_echoing;
    server::EngineServer m_engine;
    server::SocketServer m_sockets;
};

} // namespace hobnob::test
