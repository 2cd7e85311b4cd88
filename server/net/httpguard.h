// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace hobnob::server
{

/// Bounds what QHttpServer does not: how much one request may send, and how long a connection may
/// take over a request or a peer over an answer. Child of the socket; to be made before QHttpServer
/// gets the socket, so that it sees what arrives first.
class HttpGuard final : public QObject
{
    Q_OBJECT

public:
    HttpGuard(QTcpSocket *socket, std::chrono::milliseconds patience);

private:
    void noteReceived();
    void noteAnswered();

    QTcpSocket *m_socket;
    QTimer m_patience;
    qint64 m_received = 0;
};

} // namespace hobnob::server
