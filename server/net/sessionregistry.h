// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/session.h"

#include <QHash>
#include <QTimer>

#include <unordered_map>

namespace hobnob::server
{

/// Owns the sessions and flushes each that has something to send once per turn of the event loop,
/// so that what comes together goes together.
class SessionRegistry final : public QObject
{
    Q_OBJECT

public:
    explicit SessionRegistry(const Timeouts &timeouts);
    ~SessionRegistry() override;

    /// \a address and \a cookie are handed on with sessionOpened().
    void add(std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket, const QString &address,
             const QString &cookie);
    /// Does nothing when the session is gone.
    void send(SessionId session, const QByteArray &frame, Outbox::Kind kind);
    void noteLoggedIn(SessionId session);
    void noteLoggedOut(SessionId session);
    /// \a frame is the last that everyone gets.
    void sendToAll(const QByteArray &frame);
    void closeAll(QWebSocketProtocol::CloseCode code, const QString &reason);
    void abortAll();

    [[nodiscard]] qsizetype count() const { return qsizetype(m_sessions.size()); }
    [[nodiscard]] qint64 queuedBytes() const;

Q_SIGNALS:
    void sessionOpened(hobnob::server::SessionId session, const QString &address,
                       const QString &cookie);
    /// See Session::caughtUp().
    void sessionCaughtUp(hobnob::server::SessionId session);
    void sessionClosed(hobnob::server::SessionId session);
    void messageReceived(hobnob::server::SessionId session,
                         const hobnob::protocol::ClientMessage &message);
    /// The last session is gone.
    void emptied();

private:
    /// A session may be told of its end from inside its own signals.
    struct DeleteLater {
        void operator()(Session *session) const { session->deleteLater(); }
    };

    Session *find(SessionId session) const;
    void remove(SessionId session);
    void flush();
    void sweep();

    Timeouts m_timeouts;
    std::unordered_map<SessionId, std::unique_ptr<Session, DeleteLater>> m_sessions;
    QList<SessionId> m_unflushed;
    QTimer m_sweep;
    quint64 m_lastId = 0;
};

} // namespace hobnob::server
