// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpguard.h"

#include "server/net/gate.h"
#include "shared/limits.h"

namespace hobnob::server
{

HttpGuard::HttpGuard(QTcpSocket *socket, std::chrono::milliseconds patience)
    : QObject(socket), m_socket(socket)
{
    connect(socket, &QTcpSocket::readyRead, this, &HttpGuard::noteReceived);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpGuard::noteAnswered);
    connect(&m_patience, &QTimer::timeout, socket, &QTcpSocket::abort);
    m_patience.setSingleShot(true);
    m_patience.start(patience);
}

void HttpGuard::noteReceived()
{
    // QHttpServer has read all that came before.
    m_received += m_socket->bytesAvailable();
    if (m_received > limits::requestHeadBytes + Gate::bodyBytes)
        m_socket->abort();
}

void HttpGuard::noteAnswered()
{
    m_received = 0;
    m_patience.start();
}

} // namespace hobnob::server
