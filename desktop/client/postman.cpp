// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/postman.h"

#include "desktop/client/localdata.h"
#include "desktop/client/serverlink.h"

#include <QDateTime>
#include <QLoggingCategory>

namespace hobnob::desktop
{

using namespace std::chrono_literals;
using protocol::ServerMessage;
using State = PendingMessage::State;

namespace
{

Q_LOGGING_CATEGORY(lcPostman, "hobnob.postman")

} // namespace

Postman::Postman(ServerLink *link, const RoomDirectory *rooms, Outbox *outbox, LocalData *local,
                 QObject *parent)
    : QObject(parent), m_link(link), m_rooms(rooms), m_outbox(outbox), m_local(local)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] {
        const auto waiting = m_outbox->rooms();
        for (const auto &room : waiting)
            flush(room);
    });
}

void Postman::restore()
{
    m_outbox->clear();
    const auto kept = m_local->outbox().messages();
    for (const auto &one : kept)
        m_outbox->restore(one.room, one.message);
}

Result<ClientId> Postman::send(const RoomId &room, const QString &text)
{
    const Timestamp now{QDateTime::currentMSecsSinceEpoch()};
    auto id = m_outbox->add(room, text, now);
    if (!id)
        return id;
    // Before it is seen, and before the composer is emptied: what was sent is never lost.
    note(m_local->outbox().add(room, *m_outbox->find(room, *id)));
    m_local->syncOutbox();
    Q_EMIT added(room, *id);
    flush(room);
    return id;
}

void Postman::retry(const RoomId &room, const ClientId &message)
{
    if (!m_outbox->retry(room, message))
        return;
    note(m_local->outbox().moveToEnd(room, *m_outbox->find(room, message)));
    // It goes to the end, as what is sent now: others of ours may be in the log already.
    Q_EMIT removed(room, message);
    Q_EMIT added(room, message);
    flush(room);
}

void Postman::discard(const RoomId &room, const ClientId &message)
{
    if (!m_outbox->discard(room, message))
        return;
    note(m_local->outbox().remove(message));
    Q_EMIT removed(room, message);
}

void Postman::flush(const RoomId &id)
{
    const Room *room = m_rooms->find(id);
    if (!room || !room->isLive || !m_link->isOnline() || m_later.isActive() || m_slow.contains(id))
        return;
    const auto message = m_outbox->takeNext(id);
    if (!message)
        return;
    m_link->request(protocol::PostMessage{{}, id, message->clientId, message->text},
                    [this, id, sent = *message](const Result<ServerMessage> &answer) {
                        finish(id, sent, answer);
                    });
}

void Postman::finish(const RoomId &id, const PendingMessage &message,
                     const Result<ServerMessage> &answer)
{
    if (!answer) {
        switch (answer.error().code) {
        case ErrorCode::ShuttingDown:
        case ErrorCode::NotLoggedIn:
            m_outbox->postpone(id, message.clientId);
            return;
        case ErrorCode::SlowMode:
            m_outbox->postpone(id, message.clientId);
            slowDown(id, answer.error().retryAfter.value_or(1s));
            return;
        case ErrorCode::Busy:
        case ErrorCode::RateLimited:
            m_outbox->postpone(id, message.clientId);
            m_later.start(answer.error().retryAfter.value_or(1s));
            return;
        default:
            fail(id, message.clientId, answer.error());
            flush(id);
            return;
        }
    }
    if (const auto *ack = std::get_if<protocol::Posted>(&*answer)) {
        m_outbox->markSent(id, message.clientId, ack->seq);
        Q_EMIT posted(id, {ack->seq, ack->time, m_self, message.clientId, message.text});
        settle(id, {});
        const Room *room = m_rooms->find(id);
        const qint64 pause = room ? room->summary.rules.slowMode : 0;
        if (pause > 0 && room->role < protocol::Role::Moderator)
            slowDown(id, std::chrono::seconds(pause));
        if (m_outbox->find(id, message.clientId))
            Q_EMIT changed(id, message.clientId);
    }
    flush(id);
}

void Postman::slowDown(const RoomId &room, std::chrono::milliseconds wait)
{
    const Timestamp until{QDateTime::currentMSecsSinceEpoch() + wait.count()};
    m_slow.insert(room, until);
    QTimer::singleShot(wait, this, [this, room, until] {
        // Another connection may have another wait.
        if (m_slow.value(room) != until)
            return;
        m_slow.remove(room);
        Q_EMIT slowed(room);
        flush(room);
    });
    Q_EMIT slowed(room);
}

std::optional<Timestamp> Postman::slowUntil(const RoomId &room) const
{
    const auto until = m_slow.constFind(room);
    return until == m_slow.cend() ? std::nullopt : std::optional(*until);
}

void Postman::settle(const RoomId &id, const LogChange &change)
{
    const Room *room = m_rooms->find(id);
    if (!room || m_outbox->messages(id).isEmpty())
        return;
    const auto &events = room->log.events();
    const bool mayHoldOurs =
        change.kind == LogChange::Kind::Appended || change.kind == LogChange::Kind::Replaced;
    // Whoever the author is: as long as ours is not in the log, nobody else can know its id, and we
    // may be somebody else now than when we wrote it.
    for (auto i = mayHoldOurs ? events.size() - change.count : events.size(); i < events.size();
         ++i)
        confirm(id, events[i].clientId);
    // Acknowledged ones that the log passed by, or does not reach while one reads far up.
    const auto pending = m_outbox->messages(id);
    for (const auto &message : pending) {
        const bool isPassed = message.seq <= room->log.last() || !room->log.follows();
        if (message.state == State::Sent && isPassed)
            confirm(id, message.clientId);
    }
}

void Postman::connectionLost()
{
    m_later.stop();
    m_slow.clear();
    m_outbox->connectionLost();
}

void Postman::leave(const RoomId &room)
{
    const Error reason{ErrorCode::NotMember, {}};
    const auto waiting = m_outbox->messages(room);
    for (const auto &message : waiting) {
        if (message.state == State::Sent) {
            confirm(room, message.clientId);
            continue;
        }
        fail(room, message.clientId, reason);
    }
}

void Postman::failLostRooms()
{
    const auto rooms = m_outbox->unsentRooms();
    for (const auto &room : rooms) {
        if (m_rooms->find(room))
            continue;
        const auto waiting = m_outbox->messages(room);
        for (const auto &message : waiting)
            fail(room, message.clientId, {ErrorCode::RoomUnknown, {}});
    }
}

void Postman::confirm(const RoomId &room, const ClientId &message)
{
    if (!m_outbox->confirm(room, message))
        return;
    note(m_local->outbox().remove(message));
    Q_EMIT removed(room, message);
}

void Postman::fail(const RoomId &room, const ClientId &message, const Error &error)
{
    m_outbox->fail(room, message, error);
    if (const auto *failed = m_outbox->find(room, message))
        note(m_local->outbox().update(*failed));
    Q_EMIT changed(room, message);
}

void Postman::note(const Result<Done> &kept)
{
    if (kept)
        return;
    qCWarning(lcPostman).noquote() << kept.error().sentence;
    Q_EMIT keepingFailed(kept.error());
}

} // namespace hobnob::desktop
