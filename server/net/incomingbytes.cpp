// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/incomingbytes.h"

#include <algorithm>

namespace hobnob::server
{

IncomingBytes::IncomingBytes(QTcpSocket *socket) : QObject(socket), m_socket(socket)
{
    connect(socket, &QTcpSocket::readyRead, this, &IncomingBytes::look);
}

void IncomingBytes::follow()
{
    m_following = true;
    // Slots are called in the order in which they were connected: this one after the reader's.
    connect(m_socket, &QTcpSocket::readyRead, this,
            [this] { m_left = m_socket->bytesAvailable(); });
}

QByteArray IncomingBytes::peek(qint64 skip) const
{
    return m_socket->peek(m_socket->bytesAvailable()).sliced(m_left + skip);
}

void IncomingBytes::look()
{
    if (m_following)
        Q_EMIT arrived(std::max<qint64>(m_socket->bytesAvailable() - m_left, 0));
}

} // namespace hobnob::server
