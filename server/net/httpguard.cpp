// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpguard.h"

#include "server/net/gate.h"
#include "server/net/requesthead.h"
#include "shared/limits.h"

namespace hobnob::server
{

HttpGuard::HttpGuard(QTcpSocket *socket, std::chrono::milliseconds patience)
    : QObject(socket), m_socket(socket), m_incoming(new IncomingBytes(socket))
{
    connect(m_incoming, &IncomingBytes::arrived, this, &HttpGuard::noteReceived);
    connect(socket, &QTcpSocket::bytesWritten, this, &HttpGuard::noteAnswered);
    connect(&m_patience, &QTimer::timeout, socket, &QTcpSocket::abort);
    m_patience.setSingleShot(true);
    m_patience.start(patience);
}

void HttpGuard::noteReceived(qint64 count)
{
    const qint64 waiting = m_socket->bytesToWrite();
    const bool begins = m_received == 0 && waiting == 0;
    m_received += count;
    // QHttpServer has read what came before, so this is where a request begins; when its head comes
    // in pieces, only our patience ends the connection.
    const auto head = RequestHead::parse(m_socket->peek(limits::requestHeadBytes));
    m_isLast = m_isLast || (head.state() == RequestHead::State::Complete && head.isLast());
    if (m_received > limits::requestHeadBytes + Gate::bodyBytes ||
        waiting > limits::unreadAnswerBytes ||
        (begins && head.state() == RequestHead::State::Malformed))
        end();
}

void HttpGuard::end()
{
    m_socket->readAll();
    // QHttpServer looks at the socket next, and complains in the log when it is closed.
    QMetaObject::invokeMethod(m_socket, &QTcpSocket::abort, Qt::QueuedConnection);
}

void HttpGuard::noteAnswered()
{
    m_received = 0;
    m_patience.start();
    // Answers are written whole, from inside readyRead.
    if (m_isLast && m_socket->bytesToWrite() == 0)
        m_socket->disconnectFromHost();
}

} // namespace hobnob::server
