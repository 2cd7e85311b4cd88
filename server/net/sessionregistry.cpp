// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessionregistry.h"

#include <utility>

namespace hobnob::server
{

SessionRegistry::SessionRegistry(const Timeouts &timeouts) : m_timeouts(timeouts)
{
    connect(&m_sweep, &QTimer::timeout, this, &SessionRegistry::sweep);
    m_sweep.start(timeouts.sweep);
}

void SessionRegistry::add(std::unique_ptr<WebSocket> webSocket, ConnectionSeat seat,
                          const QString &cookie)
{
    const SessionId id{++m_lastId};
    const QString address = seat.group();
    Session::Listener &listener = *this;
    auto session =
        std::make_unique<Session>(id, std::move(webSocket), std::move(seat), m_timeouts, listener);
    Session &opened = *m_sessions.emplace(id, std::move(session)).first->second;
    Q_EMIT sessionOpened(id, address, cookie);
    opened.start();
}

void SessionRegistry::send(SessionId session, const QByteArray &frame, Outbox::Kind kind)
{
    auto *found = find(session);
    if (!found || !found->send(frame, kind))
        return;
    if (m_unflushed.isEmpty())
        QMetaObject::invokeMethod(this, &SessionRegistry::flush, Qt::QueuedConnection);
    m_unflushed.append(session);
}

void SessionRegistry::noteLoggedIn(SessionId session)
{
    if (auto *found = find(session))
        found->noteLoggedIn();
}

void SessionRegistry::noteLoggedOut(SessionId session)
{
    if (auto *found = find(session))
        found->noteLoggedOut();
}

void SessionRegistry::sendToAll(const QByteArray &frame)
{
    for (const auto &[id, session] : m_sessions)
        send(id, frame, Outbox::Kind::Fact);
}

void SessionRegistry::closeAll(QWebSocketProtocol::CloseCode code, const QString &reason)
{
    for (const auto &[id, session] : m_sessions)
        session->close(code, reason);
}

void SessionRegistry::abortAll()
{
    // Each end takes its session out of the map.
    QList<SessionId> ids;
    for (const auto &[id, session] : m_sessions)
        ids.append(id);
    for (const auto id : std::as_const(ids)) {
        if (auto *session = find(id))
            session->abort();
    }
}

qint64 SessionRegistry::queuedBytes() const
{
    qint64 bytes = 0;
    for (const auto &[id, session] : m_sessions)
        bytes += session->queuedBytes();
    return bytes;
}

Session *SessionRegistry::find(SessionId session) const
{
    const auto found = m_sessions.find(session);
    return found == m_sessions.end() ? nullptr : found->second.get();
}

void SessionRegistry::sessionReceived(SessionId session, const protocol::ClientMessage &message)
{
    Q_EMIT messageReceived(session, message);
}

void SessionRegistry::sessionDrained(SessionId session)
{
    Q_EMIT sessionCaughtUp(session);
}

void SessionRegistry::sessionEnded(SessionId session)
{
    const auto found = m_sessions.find(session);
    if (m_ended.empty())
        QMetaObject::invokeMethod(
            this, [this] { m_ended.clear(); }, Qt::QueuedConnection);
    m_ended.push_back(std::move(found->second));
    m_sessions.erase(found);
    Q_EMIT sessionClosed(session);
    if (m_sessions.empty())
        Q_EMIT emptied();
}

void SessionRegistry::flush()
{
    for (const auto id : std::exchange(m_unflushed, {})) {
        if (auto *session = find(id))
            session->flush();
    }
}

void SessionRegistry::sweep()
{
    QList<SessionId> ids;
    ids.reserve(count());
    for (const auto &[id, session] : m_sessions)
        ids.append(id);
    for (const auto id : std::as_const(ids)) {
        if (auto *session = find(id))
            session->check();
    }
}

} // namespace hobnob::server
