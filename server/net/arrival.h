// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/requesthead.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <chrono>

namespace hobnob::server
{

/// A connection until its first request head is here, which is looked at and left in the socket.
/// Child of the socket.
class Arrival final : public QObject
{
    Q_OBJECT

public:
    Arrival(QTcpSocket *socket, std::chrono::milliseconds patience);

    [[nodiscard]] QTcpSocket *socket() const { return m_socket; }

Q_SIGNALS:
    /// Once: the head is complete, malformed or too large, or, when it is incomplete, late.
    void settled(const hobnob::server::RequestHead &head);

private:
    void look();
    void settle(const RequestHead &head);

    QTcpSocket *m_socket;
    QTimer m_patience;
};

} // namespace hobnob::server
