// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/engineserver.h"

#include <utility>

namespace hobnob::server
{

using Instant = EngineConnection::Instant;

namespace
{

constexpr auto polling = "polling";
constexpr auto webSocket = "websocket";

} // namespace

EngineServer::EngineServer(const EngineSettings &settings, const ConnectionCaps &caps)
    : m_settings(settings), m_counter(caps)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &EngineServer::checkDue);
}

EngineServer::~EngineServer() = default;

void EngineServer::handle(const EngineRequest &request, std::unique_ptr<EngineAnswer> answer)
{
    const auto refuse = [&](EngineRefusal refusal) { answer->send(engineRefusalReply(refusal)); };
    const auto query = EngineQuery::parse(request.query);
    if (query.transport != polling && query.transport != webSocket) {
        refuse(EngineRefusal::TransportUnknown);
        return;
    }
    if (!query.sid) {
        handshake(query, request, std::move(answer));
        return;
    }
    auto *connection = find(*query.sid);
    if (!connection)
        refuse(EngineRefusal::SessionUnknown);
    else if (!query.isKnownVersion())
        refuse(EngineRefusal::VersionUnsupported);
    else if (query.transport != polling)
        refuse(EngineRefusal::BadRequest);
    else if (request.method == "GET")
        connection->poll(std::move(answer));
    else if (request.method != "POST")
        refuse(EngineRefusal::BadRequest);
    else if (request.body.size() > m_settings.maxPayload)
        answer->send(textReply(413, "Payload too large"));
    else
        connection->post(request.body, *answer);
}

void EngineServer::handshake(const EngineQuery &query, const EngineRequest &request,
                             std::unique_ptr<EngineAnswer> answer)
{
    const auto refuse = [&](EngineRefusal refusal) { answer->send(engineRefusalReply(refusal)); };
    if (request.method != "GET") {
        refuse(EngineRefusal::BadHandshakeMethod);
        return;
    }
    if (query.transport != polling) {
        refuse(EngineRefusal::BadRequest);
        return;
    }
    if (!query.isKnownVersion()) {
        refuse(EngineRefusal::VersionUnsupported);
        return;
    }
    std::unique_ptr<EngineSocket> none;
    if (auto *connection = add(request.address, none))
        connection->poll(std::move(answer));
    else
        answer->send(textReply(503, "Too many sessions"));
}

void EngineServer::open(const QByteArray &text, const QString &address,
                        std::unique_ptr<EngineSocket> socket)
{
    const auto query = EngineQuery::parse(text);
    const auto refuse = [&](EngineRefusal refusal) { socket->close(engineRefusalText(refusal)); };
    if (query.transport != webSocket) {
        refuse(query.transport == polling ? EngineRefusal::BadRequest
                                          : EngineRefusal::TransportUnknown);
        return;
    }
    if (query.sid) {
        if (auto *connection = find(*query.sid))
            connection->probe(std::move(socket));
        else
            refuse(EngineRefusal::SessionUnknown);
        return;
    }
    if (!query.isKnownVersion()) {
        refuse(EngineRefusal::VersionUnsupported);
        return;
    }
    if (auto *connection = add(address, socket))
        connection->flush();
    else
        socket->close("Too many sessions");
}

EngineConnection *EngineServer::add(const QString &address, std::unique_ptr<EngineSocket> &socket)
{
    if (!m_counter.open(address))
        return nullptr;
    const EngineId id{++m_lastId};
    EngineConnection::Owner &owner = *this;
    auto connection =
        std::make_unique<EngineConnection>(id, address, std::move(socket), m_settings, owner);
    auto *added = connection.get();
    m_connections.emplace(id, Entry{std::move(connection), Instant::max()});
    m_sids.insert(added->session().sid(), id);
    noteTouched(*added);
    Q_EMIT opened(id, address);
    return added;
}

void EngineServer::send(EngineId session, const PreparedPacket &packet, EngineSession::Kind kind)
{
    auto *connection = find(session);
    if (!connection || !connection->send(packet, kind))
        return;
    m_unflushed.append(session);
    dueLater();
}

void EngineServer::close(EngineId session)
{
    if (auto *connection = find(session))
        connection->close();
}

void EngineServer::closeAll()
{
    QList<EngineId> ids;
    ids.reserve(count());
    for (const auto &[id, entry] : m_connections)
        ids.append(id);
    for (const auto id : std::as_const(ids))
        close(id);
}

qint64 EngineServer::queuedBytes(EngineId session) const
{
    const auto *connection = find(session);
    return connection ? connection->session().queuedBytes() : 0;
}

qint64 EngineServer::queuedBytes() const
{
    qint64 bytes = 0;
    for (const auto &[id, entry] : m_connections)
        bytes += entry.connection->session().queuedBytes();
    return bytes;
}

EngineConnection *EngineServer::find(EngineId session) const
{
    const auto found = m_connections.find(session);
    return found == m_connections.end() ? nullptr : found->second.connection.get();
}

EngineConnection *EngineServer::find(const QByteArray &sid) const
{
    const auto found = m_sids.find(sid);
    return found == m_sids.end() ? nullptr : find(*found);
}

void EngineServer::noteReceived(EngineConnection &connection, const EnginePacket &message)
{
    Q_EMIT received(connection.id(), message);
}

void EngineServer::noteDrained(EngineConnection &connection)
{
    Q_EMIT drained(connection.id());
}

void EngineServer::noteCaughtUp(EngineConnection &connection)
{
    Q_EMIT caughtUp(connection.id());
}

void EngineServer::noteRetired(std::unique_ptr<EngineSocket> socket)
{
    m_retired.push_back(std::move(socket));
    dueLater();
}

void EngineServer::notePollLost(EngineId id, quint64 poll)
{
    if (auto *connection = find(id))
        connection->losePoll(poll);
}

void EngineServer::noteTouched(EngineConnection &connection)
{
    const auto found = m_connections.find(connection.id());
    if (found == m_connections.end())
        return;
    if (connection.session().hasEnded()) {
        remove(connection);
        return;
    }
    Entry &entry = found->second;
    const Instant deadline = connection.session().deadline();
    if (deadline == entry.deadline)
        return;
    m_deadlines.erase({entry.deadline, connection.id()});
    m_deadlines.insert({deadline, connection.id()});
    entry.deadline = deadline;
    armTimer();
}

void EngineServer::remove(EngineConnection &connection)
{
    const EngineId id = connection.id();
    const auto how = *connection.session().hasEnded();
    const auto found = m_connections.find(id);
    m_deadlines.erase({found->second.deadline, id});
    m_sids.remove(connection.session().sid());
    m_counter.close(connection.address());
    m_ended.push_back(std::move(found->second.connection));
    m_connections.erase(found);
    dueLater();
    Q_EMIT ended(id, how);
    if (m_connections.empty())
        Q_EMIT emptied();
}

void EngineServer::armTimer()
{
    if (m_deadlines.empty()) {
        m_timer.stop();
        return;
    }
    const auto left = m_deadlines.begin()->first - Instant::clock::now();
    // Up, so that it is not too early by a part of a millisecond and comes again.
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(left);
    m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

void EngineServer::checkDue()
{
    const Instant now = Instant::clock::now();
    QList<EngineId> due;
    for (const auto &[deadline, id] : m_deadlines) {
        if (deadline > now)
            break;
        due.append(id);
    }
    for (const auto id : std::as_const(due)) {
        if (auto *connection = find(id))
            connection->check();
    }
    armTimer();
}

void EngineServer::dueLater()
{
    if (!std::exchange(m_isTurnPending, true))
        QMetaObject::invokeMethod(this, &EngineServer::finishTurn, Qt::QueuedConnection);
}

void EngineServer::finishTurn()
{
    m_isTurnPending = false;
    for (const auto id : std::exchange(m_unflushed, {})) {
        if (auto *connection = find(id))
            connection->flush();
    }
    m_ended.clear();
    m_retired.clear();
}

} // namespace hobnob::server
