// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/timeouts.h"
#include "server/net/arrival.h"
#include "server/net/clientaddress.h"
#include "server/net/connectioncounter.h"
#include "server/net/httpconnections.h"
#include "server/net/originpolicy.h"
#include "server/net/originrefusals.h"
#include "server/net/requesthead.h"
#include "server/net/tlshandshake.h"
#include "server/net/websocket.h"

#include <QSslConfiguration>
#include <QTcpServer>

#include <deque>
#include <memory>
#include <optional>
#include <unordered_map>

namespace hobnob::server
{

/// The one port. Reads the head of each connection's first request and hands the connection on: an
/// upgrade at /ws or /socket.io/ becomes a WebSocket, everything else is served by the routes. Bad,
/// late and foreign requests are answered here; connections past the caps are closed at once.
class Gate final : public QTcpServer
{
    Q_OBJECT

public:
    /// By where the WebSocket was opened: our own protocol, or Engine.IO's.
    enum class Speech { Hobnob, EngineIo };

    struct Opened {
        Speech speech;
        std::unique_ptr<WebSocket> webSocket;
        ConnectionSeat seat;
        /// The session's token that the browser brought; empty when it brought none.
        QString cookie;
        /// What stood behind the "?".
        QByteArray query;
    };

    /// What the operator decides.
    struct Rules {
        OriginPolicy origins;
        ClientAddress addresses;
        ConnectionCaps caps;
    };

    Gate(const Rules &rules, const Timeouts &timeouts);

    /// Connections speak TLS from the next one on.
    void encrypt(const QSslConfiguration &configuration) { m_encryption = configuration; }
    /// Who answers what is no WebSocket's.
    [[nodiscard]] HttpRoutes &routes() { return m_http.routes(); }
    /// The next one that webSocketOpened() told of; to be called once for each.
    [[nodiscard]] Opened takeWebSocket();
    /// Open connections of every kind.
    [[nodiscard]] qint64 connectionCount() const { return m_counter->count(); }
    /// Past the caps, since the start.
    [[nodiscard]] qint64 refusedCount() const { return m_counter->refusedCount(); }

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
        UpgradeRequired = 426,
        HeadTooLarge = 431,
        Unavailable = 503,
    };

    void encrypt(std::unique_ptr<DescriptorWire> wire, ConnectionSeat seat);
    Arrival &arrive(std::unique_ptr<Wire> wire, ConnectionSeat seat);
    void receive(Arrival &arrival, const RequestHead &head);
    void upgrade(Arrival &arrival, const RequestHead &head);
    void serve(Arrival &arrival);
    void refuse(Arrival &arrival, Status status, const QByteArray &sentence);
    void refuseOrigin(Arrival &arrival, const QByteArray &origin);
    /// What the arrival was; it is gone a turn later.
    [[nodiscard]] Arrival::Parts take(Arrival &arrival);
    void forget(Arrival *arrival);
    /// The same of a handshake.
    [[nodiscard]] TlsHandshake::Parts take(TlsHandshake &handshake);
    void forget(TlsHandshake *handshake);

    const OriginPolicy m_origins;
    const ClientAddress m_addresses;
    const Timeouts m_timeouts;
    /// Lives as long as any of the connections.
    const std::shared_ptr<ConnectionCounter> m_counter;
    std::optional<QSslConfiguration> m_encryption;
    std::unordered_map<TlsHandshake *, std::unique_ptr<TlsHandshake>> m_handshakes;
    /// What each of them is counted under is in its seat.
    std::unordered_map<Arrival *, std::unique_ptr<Arrival>> m_arrivals;
    std::deque<Opened> m_opened;
    HttpConnections m_http;
    OriginRefusals m_refusals;
};

} // namespace hobnob::server
