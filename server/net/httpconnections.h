// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/timeouts.h"
#include "server/net/clientaddress.h"
#include "server/net/httpconnection.h"
#include "server/net/httproutes.h"

#include <QObject>
#include <QTimer>

#include <set>
#include <unordered_map>
#include <vector>

namespace hobnob::server
{

/// Owns the connections that speak HTTP, and knows when each of them has waited long enough: one
/// list and one timer for all.
class HttpConnections final : public QObject, private HttpConnection::Owner
{
    Q_OBJECT

public:
    HttpConnections(ClientAddress addresses, const Timeouts &timeouts);
    ~HttpConnections() override;

    [[nodiscard]] HttpRoutes &routes() { return m_routes; }
    /// \a received: what was read already.
    void add(std::unique_ptr<Wire> wire, QByteArray received, ConnectionSeat seat);

    [[nodiscard]] qint64 bodyBytes(const RequestHead &head) const override;
    [[nodiscard]] bool recount(const Wire &wire, ConnectionSeat &seat,
                               const RequestHead &head) const override;

private:
    using Clock = std::chrono::steady_clock;
    struct Entry {
        std::unique_ptr<HttpConnection> connection;
        std::optional<Clock::time_point> deadline;
    };

    void serve(const HttpRequest &request, const HttpAnswer &answer) override;
    void setDeadline(HttpConnection &connection,
                     std::optional<std::chrono::milliseconds> left) override;
    void wake(HttpConnection &connection) override;
    void ended(HttpConnection &connection) override;
    void expire();

    const ClientAddress m_addresses;
    const HttpConnection::Patience m_patience;
    HttpRoutes m_routes;
    std::unordered_map<HttpConnection *, Entry> m_connections;
    std::set<std::pair<Clock::time_point, HttpConnection *>> m_deadlines;
    std::vector<std::unique_ptr<HttpConnection>> m_ended;
    QTimer m_timer;
};

} // namespace hobnob::server
