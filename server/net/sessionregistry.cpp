// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessionregistry.h"

#include "shared/limits.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace hobnob::server
{

namespace
{

/// How often each session is looked at for being silent.
constexpr int checksPerPing = 10;
/// A batch is closed when it has as much, so that whoever reads slowly keeps little more of it than
/// what is theirs.
constexpr qsizetype batchBytes = 64 * 1024;

} // namespace

SessionRegistry::SessionRegistry(const Timeouts &timeouts, std::function<bool()> expectsMore)
    : m_timeouts(timeouts), m_expectsMore(std::move(expectsMore))
{
    connect(&m_sweep, &QTimer::timeout, this, &SessionRegistry::sweep);
    m_sweep.start(timeouts.sweep);
}

void SessionRegistry::add(std::unique_ptr<WebSocket> webSocket, ConnectionSeat seat,
                          const QString &cookie)
{
    const SessionId id = nextId();
    const QString address = seat.group();
    Session::Listener &listener = *this;
    auto session =
        std::make_unique<Session>(id, std::move(webSocket), std::move(seat), m_timeouts, listener);
    m_watched.insert(id);
    m_round.append(id);
    Session &opened = *m_sessions.emplace(id, std::move(session)).first->second;
    Q_EMIT sessionOpened(id, address, cookie);
    opened.start();
}

void SessionRegistry::send(SessionId session, const QByteArray &frame, Outbox::Kind kind)
{
    if (auto *found = find(session)) {
        found->send(frame, kind);
        list(*found);
    }
}

void SessionRegistry::send(const QList<SessionId> &sessions, const QByteArray &frame)
{
    closeBatches();
    for (const auto session : sessions)
        send(session, frame, Outbox::Kind::Fact);
}

void SessionRegistry::publish(const QList<SessionId> &readers, const QByteArray &frame)
{
    Batch &batch = batchFor(readers, frame.size());
    const auto strays = batch.takeStrays();
    for (const auto reader : strays) {
        if (auto *session = find(reader)) {
            session->join(batch);
            list(*session);
        }
    }
    batch.append(frame);
    planFlush();
}

Batch &SessionRegistry::batchFor(const QList<SessionId> &readers, qsizetype bytes)
{
    if (const auto open = m_open.find(readers.constData()); open != m_open.end()) {
        if (open->second->bytes().size() + bytes <= batchBytes)
            return *open->second;
        writeBatches();
    }
    m_batches.push_back(std::make_unique<Batch>(readers));
    Batch &batch = *m_batches.back();
    m_open.emplace(readers.constData(), &batch);
    for (const auto reader : readers)
        batch.noteStray(reader);
    return batch;
}

void SessionRegistry::closeBatches()
{
    for (const auto &[readers, batch] : m_open)
        batch->close();
    m_open.clear();
}

void SessionRegistry::writeBatches()
{
    closeBatches();
    for (const auto id : std::as_const(m_unflushed)) {
        if (auto *session = find(id))
            session->write();
    }
}

void SessionRegistry::list(Session &session)
{
    if (!session.isListed()) {
        session.setListed(true);
        m_unflushed.append(session.id());
    }
    planFlush();
}

void SessionRegistry::noteLoggedIn(SessionId session)
{
    if (auto *found = find(session))
        found->noteLoggedIn();
}

void SessionRegistry::noteLoggedOut(SessionId session)
{
    if (auto *found = find(session)) {
        found->noteLoggedOut();
        m_watched.insert(session);
    }
}

void SessionRegistry::sendToAll(const QByteArray &frame)
{
    closeBatches();
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
    m_watched.erase(session);
    Q_EMIT sessionClosed(session);
    if (m_sessions.empty())
        Q_EMIT emptied();
}

void SessionRegistry::planFlush()
{
    if (m_flush == Flush::Planned)
        return;
    if (m_flush == Flush::Nothing)
        m_heldUntil.setRemainingTime(m_mostHold, Qt::PreciseTimer);
    m_flush = Flush::Planned;
    QMetaObject::invokeMethod(this, &SessionRegistry::flushUnlessMoreComes, Qt::QueuedConnection);
}

void SessionRegistry::flushUnlessMoreComes()
{
    if (m_expectsMore && !m_heldUntil.hasExpired() && m_expectsMore()) {
        m_flush = Flush::Held;
        m_hold.start(int(m_heldUntil.remainingTime()), Qt::PreciseTimer, this);
    } else {
        flush();
    }
}

void SessionRegistry::timerEvent(QTimerEvent *)
{
    m_hold.stop();
    if (m_flush == Flush::Held)
        flush();
}

void SessionRegistry::flush()
{
    QElapsedTimer elapsed;
    elapsed.start();
    m_hold.stop();
    m_flush = Flush::Nothing;
    closeBatches();
    // Kept until each session has its share.
    const auto batches = std::exchange(m_batches, {});
    for (const auto id : std::exchange(m_unflushed, {})) {
        auto *session = find(id);
        if (!session)
            continue;
        session->setListed(false);
        session->flush();
        if (session->isWaitedFor())
            m_watched.insert(id);
    }
    const auto took = std::chrono::round<std::chrono::milliseconds>(
        std::chrono::nanoseconds(elapsed.nsecsElapsed()));
    m_mostHold = std::min<std::chrono::milliseconds>(took, limits::flushPause);
}

void SessionRegistry::sweep()
{
    for (const auto id : QList<SessionId>(m_watched.begin(), m_watched.end()))
        check(id);
    const auto sweepsPerPing = m_timeouts.ping / (checksPerPing * m_timeouts.sweep);
    const qsizetype share = m_round.size() / std::max<qint64>(sweepsPerPing, 1) + 1;
    for (qsizetype i = 0; i < share && !m_round.isEmpty(); ++i) {
        if (m_nextInRound >= m_round.size())
            m_nextInRound = 0;
        const auto id = m_round.at(m_nextInRound);
        if (find(id)) {
            ++m_nextInRound;
            check(id);
        } else {
            m_round[m_nextInRound] = m_round.last();
            m_round.removeLast();
        }
    }
}

void SessionRegistry::check(SessionId id)
{
    auto *session = find(id);
    if (!session) {
        m_watched.erase(id);
        return;
    }
    session->check();
    if (session->isWaitedFor())
        m_watched.insert(id);
    else
        m_watched.erase(id);
}

} // namespace hobnob::server
