// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"
#include "shared/mentions.h"

#include <QHash>
#include <QObject>

#include <algorithm>

namespace hobnob::server::test
{

/// A Store in memory, for tests of what stands above it. Answers through the event loop, in the
/// order of the calls; pause() holds them back, so that a test can act in between.
class MemoryStore final : public Store
{
public:
    /// Answers wait until resume().
    void pause() { m_paused = true; }
    void resume()
    {
        m_paused = false;
        for (auto &answer : std::exchange(m_held, {}))
            QMetaObject::invokeMethod(&m_context, std::move(answer), Qt::QueuedConnection);
    }
    /// Of the answers that are held back, the last overtakes the one before it.
    void swapLastTwo() { m_held.swapItemsAt(m_held.size() - 2, m_held.size() - 1); }
    /// Every request from now on fails like this; nullopt ends it.
    void failWith(std::optional<Error> error) { m_error = std::move(error); }
    void addRoom(const StoredRoom &room) { m_rooms.append(room); }
    [[nodiscard]] QList<StoredGuest> guests() const { return m_guests; }
    [[nodiscard]] qsizetype logSize(const RoomId &room) const { return m_logs.value(room).size(); }

    QString epoch() const override { return QStringLiteral("epoch"); }
    QList<StoredRoom> roomsAtStart() const override { return m_rooms; }
    StoreStatistics statistics() const override { return {.appended = m_time}; }

    void createRoom(const StoredRoom &room, Answer<Done> answer) override
    {
        if (!m_error)
            m_rooms.append(room);
        reply<Done>(std::move(answer), Done{});
    }

    void saveGuest(const StoredGuest &guest, Answer<Done> answer) override
    {
        if (!m_error) {
            m_guests.removeIf([&](const auto &g) { return g.user.id == guest.user.id; });
            m_guests.append(guest);
        }
        reply<Done>(std::move(answer), Done{});
    }

    void findGuest(const QByteArray &tokenHash, Answer<StoredGuest> answer) override
    {
        const auto found = std::find_if(m_guests.cbegin(), m_guests.cend(),
                                        [&](const auto &g) { return g.tokenHash == tokenHash; });
        if (found == m_guests.cend())
            reply<StoredGuest>(std::move(answer), Error{ErrorCode::TokenUnknown, {}});
        else
            reply<StoredGuest>(std::move(answer), *found);
    }

    void forgetGuest(const UserId &user, Answer<Done> answer) override
    {
        m_guests.removeIf([&](const auto &g) { return g.user.id == user; });
        reply<Done>(std::move(answer), Done{});
    }

    void append(const Draft &draft, Answer<Appended> answer) override
    {
        auto &log = m_logs[draft.room];
        for (const auto &event : std::as_const(log)) {
            if (event.author.id == draft.author.id && event.clientId == draft.clientId) {
                reply<Appended>(std::move(answer), Appended{event, true});
                return;
            }
        }
        const protocol::Event event{.seq = Seq{log.size() + 1},
                                    .time = Timestamp{++m_time},
                                    .author = draft.author,
                                    .clientId = draft.clientId,
                                    .text = draft.text};
        if (!m_error)
            log.append(event);
        reply<Appended>(std::move(answer), Appended{event, false, mentionedBy(draft)});
    }

    void loadReads(const UserId &user, Answer<QList<protocol::ReadState>> answer) override
    {
        QList<protocol::ReadState> states;
        for (auto read = m_reads.cbegin(); read != m_reads.cend(); ++read) {
            if (read.key().first == user)
                states.append(stateOf(user, read.key().second));
        }
        reply<QList<protocol::ReadState>>(std::move(answer), states);
    }

    void moveReads(const QList<ReadMove> &moves, Answer<QList<protocol::ReadState>> answer) override
    {
        QList<protocol::ReadState> states;
        for (const auto &move : moves) {
            auto &read = m_reads[{move.user, move.room}];
            if (!m_error)
                read = std::max(read, std::min(move.seq, Seq{m_logs.value(move.room).size()}));
            states.append(stateOf(move.user, move.room));
        }
        reply<QList<protocol::ReadState>>(std::move(answer), states);
    }

    void forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer) override
    {
        m_reads.remove({user, room});
        reply<Done>(std::move(answer), Done{});
    }

    void readPage(const PageRequest &request, Answer<Page> answer) override
    {
        const auto log = m_logs.value(request.room);
        const qint64 first = request.after ? number(*request.after) : 0;
        const qint64 last =
            request.before ? std::min(number(*request.before) - 1, log.size()) : log.size();
        QList<protocol::Event> events;
        for (qint64 i = first; i < last; ++i)
            events.append(log.at(i));
        const bool more = events.size() > request.limit;
        if (more)
            events = request.after ? events.first(request.limit) : events.last(request.limit);
        reply<Page>(std::move(answer), Page{events, more});
    }

    void flush(Answer<Done> answer) override { reply<Done>(std::move(answer), Done{}); }

private:
    QList<UserId> mentionedBy(const Draft &draft) const
    {
        QList<UserId> users;
        for (const auto &guest : m_guests) {
            if (guest.user.id != draft.author.id && m_reads.contains({guest.user.id, draft.room}) &&
                mentions(draft.text, guest.user.name))
                users.append(guest.user.id);
        }
        return users;
    }

    protocol::ReadState stateOf(const UserId &user, const RoomId &room) const
    {
        const auto log = m_logs.value(room);
        protocol::ReadState state{room, m_reads.value({user, room}), 0, Seq{log.size()}};
        for (const auto &guest : m_guests) {
            if (guest.user.id != user)
                continue;
            for (const auto &event : log)
                state.mentions += event.seq > state.read && event.author.id != user &&
                                  mentions(event.text, guest.user.name);
        }
        return state;
    }

    template <typename T>
    void reply(Answer<T> answer, Result<T> result)
    {
        if (m_error)
            result = *m_error;
        auto deliver = [answer = std::move(answer), result = std::move(result)] { answer(result); };
        if (m_paused)
            m_held.append(std::move(deliver));
        else
            QMetaObject::invokeMethod(&m_context, std::move(deliver), Qt::QueuedConnection);
    }

    QObject m_context;
    bool m_paused = false;
    QList<std::function<void()>> m_held;
    std::optional<Error> m_error;
    QList<StoredRoom> m_rooms;
    QList<StoredGuest> m_guests;
    QHash<RoomId, QList<protocol::Event>> m_logs;
    QHash<std::pair<UserId, RoomId>, Seq> m_reads;
    qint64 m_time = 0;
};

} // namespace hobnob::server::test
