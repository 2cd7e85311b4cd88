// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/incomingbytes.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace hobnob::server
{

/// Bounds what QHttpServer does not: how much one request may send, how long a connection may take
/// over a request or a peer over an answer, and how much may wait for a peer that asks without
/// reading. Closes, where QHttpServer does not, when the peer asked for it. Child of the socket; to
/// be made before QHttpServer gets the socket, so that it sees what arrives first.
class HttpGuard final : public QObject
{
    Q_OBJECT

public:
    HttpGuard(QTcpSocket *socket, std::chrono::milliseconds patience);

    /// To be called once, when QHttpServer has the socket.
    void follow() { m_incoming->follow(); }

private:
    void noteReceived(qint64 count);
    void noteAnswered();
    void end();

    QTcpSocket *m_socket;
    IncomingBytes *m_incoming;
    QTimer m_patience;
    qint64 m_received = 0;
    bool m_isLast = false;
};

} // namespace hobnob::server
