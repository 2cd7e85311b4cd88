// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httpconnections.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

HttpConnections::HttpConnections(ClientAddress addresses, const Timeouts &timeouts)
    : m_addresses(std::move(addresses)), m_patience{.request = timeouts.handshake,
                                                    .end = timeouts.closing}
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnections::expire);
}

HttpConnections::~HttpConnections() = default;

void HttpConnections::add(std::unique_ptr<Wire> wire, QByteArray received, ConnectionSeat seat)
{
    HttpConnection::Owner &owner = *this;
    // The connection says its first deadline when it is made.
    auto made = std::make_unique<HttpConnection>(std::move(wire), std::move(received),
                                                 std::move(seat), m_patience, owner);
    HttpConnection &connection = *made;
    m_connections[&connection].connection = std::move(made);
    connection.goOn();
}

qint64 HttpConnections::bodyBytes(const RequestHead &head) const
{
    const auto *route = m_routes.find(head.path());
    return route ? route->bodyBytes : 0;
}

bool HttpConnections::recount(const Wire &wire, ConnectionSeat &seat, const RequestHead &head) const
{
    const QHostAddress peer = wire.peerAddress();
    if (!m_addresses.isProxy(peer))
        return true;
    return seat.move(m_addresses.groupOf(m_addresses.behind(peer, head.list("x-forwarded-for"))));
}

void HttpConnections::serve(const HttpRequest &request, const HttpAnswer &answer)
{
    if (const auto *route = m_routes.find(request.path))
        route->serve(request, answer);
    else
        answer.send(refusalReply(404, "There is nothing here."_ba));
}

void HttpConnections::setDeadline(HttpConnection &connection,
                                  std::optional<std::chrono::milliseconds> left)
{
    auto &deadline = m_connections[&connection].deadline;
    if (deadline)
        m_deadlines.erase({*deadline, &connection});
    deadline = std::nullopt;
    if (!left)
        return;
    deadline = Clock::now() + *left;
    m_deadlines.emplace(*deadline, &connection);
    // Later ones than the timer's are looked at when it is over.
    if (!m_timer.isActive() || m_timer.remainingTimeAsDuration() > *left)
        m_timer.start(*left);
}

void HttpConnections::wake(HttpConnection &connection)
{
    // By the address alone: it may be gone by then, and another one there, which does not mind.
    QMetaObject::invokeMethod(
        this,
        [this, which = &connection] {
            if (m_connections.contains(which))
                which->goOn();
        },
        Qt::QueuedConnection);
}

void HttpConnections::ended(HttpConnection &connection)
{
    const auto found = m_connections.find(&connection);
    if (found->second.deadline)
        m_deadlines.erase({*found->second.deadline, &connection});
    if (m_ended.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_ended.clear(); }, Qt::QueuedConnection);
    m_ended.push_back(std::move(found->second.connection));
    m_connections.erase(found);
}

void HttpConnections::expire()
{
    const auto now = Clock::now();
    while (!m_deadlines.empty() && m_deadlines.begin()->first <= now) {
        HttpConnection &connection = *m_deadlines.begin()->second;
        setDeadline(connection, std::nullopt);
        connection.expire();
    }
    if (m_deadlines.empty())
        return;
    const auto left = m_deadlines.begin()->first - Clock::now();
    m_timer.start(std::max(std::chrono::ceil<std::chrono::milliseconds>(left), 0ms));
}

} // namespace hobnob::server
