// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/incomingbytes.h"

#include <QObject>
#include <QTcpSocket>

namespace hobnob::server
{

/// Ends WebSockets whose client does not mask its frames, before they are read (RFC 6455, section
/// 5.1); Qt lets them pass. Masks keep a page from choosing the bytes that a proxy sees. Child of
/// the socket; to be made before the QWebSocket.
class MaskGuard final : public QObject
{
    Q_OBJECT

public:
    explicit MaskGuard(QTcpSocket *socket);

    /// To be called once, when the QWebSocket is there.
    void follow() { m_incoming->follow(); }

private:
    void look(qint64 count);
    /// False when there is a frame without a mask in them.
    [[nodiscard]] bool pass(QByteArrayView bytes);
    void end();

    QTcpSocket *m_socket;
    IncomingBytes *m_incoming;
    /// Of the frame's head, up to where its mask begins.
    QByteArray m_head;
    /// Bytes of mask and payload that are still to come.
    quint64 m_rest = 0;
};

} // namespace hobnob::server
