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

SessionRegistry::~SessionRegistry()
{
    // No event loop may run after this, so nothing can be left to deleteLater().
    for (auto &[id, session] : m_sessions)
        delete session.release();
}

void SessionRegistry::add(std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket,
                          const QString &address, const QString &cookie)
{
    const SessionId id{++m_lastId};
    auto *session = new Session(id, std::move(webSocket), socket, m_timeouts);
    m_sessions.emplace(id, session);
    connect(session, &Session::received, this, &SessionRegistry::messageReceived);
    connect(session, &Session::caughtUp, this, &SessionRegistry::sessionCaughtUp);
    connect(session, &Session::closed, this, &SessionRegistry::remove);
    Q_EMIT sessionOpened(id, address, cookie);
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

void SessionRegistry::remove(SessionId session)
{
    m_sessions.erase(session);
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
