// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/incomingbytes.h"

#include <QObject>
#include <QTcpSocket>
#include <QWebSocketProtocol>

namespace hobnob::server
{

/// Looks at the heads of a WebSocket's frames before they are read, for what Qt lets pass: frames
/// without a mask (RFC 6455, section 5.1), which keeps a page from choosing the bytes that a proxy
/// sees, and messages in more than limits::messageFragments. From the first of them on, nothing of
/// the socket is read any more. Child of the socket; to be made before the QWebSocket.
class FrameGuard final : public QObject
{
    Q_OBJECT

public:
    explicit FrameGuard(QTcpSocket *socket);

    /// To be called once, when the QWebSocket is there.
    void follow() { m_incoming->follow(); }

Q_SIGNALS:
    /// Once: what the connection should be closed with.
    void violated(QWebSocketProtocol::CloseCode code, const QString &reason);

private:
    void look(qint64 count);
    void pass(QByteArrayView bytes);
    /// False when the frame that begins so must not be read.
    [[nodiscard]] bool accept(quint8 first, quint8 second);
    [[nodiscard]] bool refuse(QWebSocketProtocol::CloseCode code, const QString &reason);

    QTcpSocket *m_socket;
    IncomingBytes *m_incoming;
    /// Of the frame's head, up to where its mask begins.
    QByteArray m_head;
    /// Bytes of mask and payload that are still to come.
    quint64 m_rest = 0;
    /// Of the message that is being sent.
    int m_fragments = 0;
    bool m_violated = false;
};

} // namespace hobnob::server
