// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/arrival.h"

#include "shared/limits.h"

namespace hobnob::server
{

Arrival::Arrival(QTcpSocket *socket, std::chrono::milliseconds patience)
    : QObject(socket), m_socket(socket)
{
    connect(socket, &QTcpSocket::readyRead, this, &Arrival::look);
    connect(&m_patience, &QTimer::timeout, this, [this] { settle(RequestHead::parse({})); });
    m_patience.setSingleShot(true);
    m_patience.start(patience);
}

void Arrival::look()
{
    const auto head = RequestHead::parse(m_socket->peek(limits::requestHeadBytes + 1));
    if (head.state() != RequestHead::State::Incomplete)
        settle(head);
}

void Arrival::settle(const RequestHead &head)
{
    m_patience.stop();
    m_socket->disconnect(this);
    Q_EMIT settled(head);
    deleteLater();
}

} // namespace hobnob::server
