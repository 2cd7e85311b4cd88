// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/timeouts.h"
#include "server/net/clientaddress.h"
#include "server/net/clientsocket.h"
#include "server/net/connectioncounter.h"
#include "server/net/originpolicy.h"
#include "server/net/requesthead.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QPointer>
#include <QTcpServer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <deque>
#include <memory>

namespace hobnob::server
{

/// The one port. Looks at the head of each connection's first request, without consuming it, and
/// hands the connection on: an upgrade at /ws becomes a WebSocket, everything else is a pending
/// connection for QHttpServer. Bad, late and foreign requests are answered here; connections past
/// the caps are closed at once.
class Gate final : public QTcpServer
{
    Q_OBJECT

public:
    /// What a request may carry; no route of ours wants a body.
    static constexpr qint64 bodyBytes = 16 * 1024;

    struct Opened {
        std::unique_ptr<QWebSocket> webSocket;
        /// The one below it, for finished frames; null when the connection ended already.
        QPointer<QTcpSocket> socket;
        /// What stands for the client's address (ClientAddress::groupOf()).
        QString address;
        /// The session's token that the browser brought; empty when it brought none.
        QString cookie;
    };

    /// What the operator decides.
    struct Rules {
        OriginPolicy origins;
        ClientAddress addresses;
        ConnectionCaps caps;
    };

    Gate(const Rules &rules, const Timeouts &timeouts);

    /// The next one that webSocketOpened() told of; to be called once for each.
    [[nodiscard]] Opened takeWebSocket();
    /// Open connections of every kind.
    [[nodiscard]] qint64 connectionCount() const { return m_counter.count(); }
    /// Past the caps, since the start.
    [[nodiscard]] qint64 refusedCount() const { return m_counter.refusedCount(); }

Q_SIGNALS:
    void webSocketOpened();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    enum class Status {
        BadRequest = 400,
        Forbidden = 403,
        NotFound = 404,
        RequestTimeout = 408,
        ContentTooLarge = 413,
        UpgradeRequired = 426,
        HeadTooLarge = 431,
        Unavailable = 503,
    };

    /// In its handshake.
    struct Upgrade {
        /// What came right behind it.
        QByteArray rest;
        QString cookie;
    };

    /// Counts it, until it is destroyed. False when it is one too many.
    [[nodiscard]] bool count(ClientSocket *socket);
    /// A proxy's connection is counted as its client's. False when it is one too many.
    [[nodiscard]] bool recount(QTcpSocket *socket, const RequestHead &head);
    void receive(ClientSocket *socket, const RequestHead &head);
    void upgrade(ClientSocket *socket, const RequestHead &head);
    void serve(QTcpSocket *socket, const RequestHead &head);
    void finishUpgrade();
    void refuse(QTcpSocket *socket, Status status, const QByteArray &sentence);
    void refuseOrigin(QTcpSocket *socket, const QByteArray &origin);
    /// Ends the connection unless something else happens to it first.
    void abortAfter(QTcpSocket *socket, std::chrono::milliseconds time);

    const OriginPolicy m_origins;
    const ClientAddress m_addresses;
    const Timeouts m_timeouts;
    ConnectionCounter m_counter;
    /// What each open connection is counted under.
    QHash<QTcpSocket *, QString> m_groups;
    QWebSocketServer m_webSockets;
    QHash<ClientSocket *, Upgrade> m_upgrading;
    std::deque<Opened> m_opened;
    /// Whoever likes can make us complain, so not more often than this.
    QDeadlineTimer m_quietUntil{0};
};

} // namespace hobnob::server
