// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/session.h"

#include <QBasicTimer>
#include <QDeadlineTimer>
#include <QTimer>

#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hobnob::server
{

/// Owns the sessions and flushes each that has something to send once per turn of the event loop,
/// so that what comes together goes together. Writing is what costs: a system call takes the same
/// time for one message as for ten. So while more is about to come, a flush waits for it: as long
/// as the flush before took, and limits::flushPause at most. When it is quiet nothing waits.
class SessionRegistry final : public QObject, private Session::Listener
{
    Q_OBJECT

public:
    /// \a expectsMore: whether facts are about to come that are worth waiting for.
    explicit SessionRegistry(const Timeouts &timeouts, std::function<bool()> expectsMore = {});

    /// Of the one counter of all sessions, also of those that live elsewhere.
    [[nodiscard]] SessionId nextId() { return SessionId{++m_lastId}; }
    /// \a cookie is handed on with sessionOpened(), as is the group of \a seat.
    void add(std::unique_ptr<WebSocket> webSocket, ConnectionSeat seat, const QString &cookie);
    /// Does nothing when the session is gone.
    void send(SessionId session, const QByteArray &frame, Outbox::Kind kind);
    /// A fact for all of them.
    void send(const QList<SessionId> &sessions, const QByteArray &frame);
    /// The same, for those who are told many, one after the other: as long as \a readers is the
    /// very same list, further facts cost the same however many they are. Keeps the order among
    /// all that is published to the same list, and between that and what is sent; not between what
    /// is published to two lists, as two rooms' facts are.
    void publish(const QList<SessionId> &readers, const QByteArray &frame);
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
    Session *find(SessionId session) const;
    void sessionReceived(SessionId session, const protocol::ClientMessage &message) override;
    void sessionDrained(SessionId session) override;
    void sessionClosing(SessionId session) override { m_watched.insert(session); }
    void sessionEnded(SessionId session) override;
    void timerEvent(QTimerEvent *event) override;
    /// The next flush is to take it.
    void list(Session &session);
    /// Where the next facts for \a readers go.
    Batch &batchFor(const QList<SessionId> &readers, qsizetype bytes);
    void closeBatches();
    /// Before the flush: so much at once is more than an outbox holds.
    void writeBatches();
    void planFlush();
    void flushUnlessMoreComes();
    void flush();
    void sweep();
    void check(SessionId session);

    const Timeouts m_timeouts;
    std::unordered_map<SessionId, std::unique_ptr<Session>> m_sessions;
    /// They may be told of their end from inside their own functions, so they go a turn later.
    std::vector<std::unique_ptr<Session>> m_ended;
    /// Whoever has a deadline that is near is looked at in each sweep...
    std::unordered_set<SessionId> m_watched;
    /// ...and all of them in turn, each several times a ping. Those that are gone are left out when
    /// their turn comes.
    QList<SessionId> m_round;
    qsizetype m_nextInRound = 0;
    /// Nothing: nobody is listed. Planned: flushUnlessMoreComes() will be called. Held: it waits
    /// for more.
    enum class Flush { Nothing, Planned, Held };

    const std::function<bool()> m_expectsMore;
    QList<SessionId> m_unflushed;
    /// Until the next flush: all, and those to which more is added, by their readers.
    std::vector<std::unique_ptr<Batch>> m_batches;
    std::unordered_map<const SessionId *, Batch *> m_open;
    Flush m_flush = Flush::Nothing;
    std::chrono::milliseconds m_mostHold{0};
    QBasicTimer m_hold;
    QDeadlineTimer m_heldUntil{0, Qt::PreciseTimer};
    QTimer m_sweep;
    quint64 m_lastId = 0;
};

} // namespace hobnob::server
