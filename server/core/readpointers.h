// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <map>

namespace hobnob::server
{

/// How far those who are present have read their rooms, and how often they are mentioned in what
/// they have not. The store keeps it for all; it changes here with the store's answers, which come
/// in the order in which it was written, so that counts fit between the messages.
///
/// Moves are gathered for a moment and written together.
class ReadPointers final : public QObject
{
    Q_OBJECT

public:
    /// \a store outlives this, or drops its answers when it goes.
    ReadPointers(Store &store, std::chrono::milliseconds gather);

    /// Has the pointers of this user at hand. Errors: those of Store::loadReads(). May answer from
    /// inside the call.
    void load(const UserId &user, Store::Answer<Done> answer);
    /// The user is not present any more.
    void drop(const UserId &user) { m_states.remove(user); }

    /// The user, who need not be present, came into the room: what was said before is no news,
    /// unless they were in it before. \a last: the room's last event.
    void enter(const UserId &user, const RoomId &room, Seq last);
    void move(const UserId &user, const RoomId &room, Seq seq);
    void leave(const UserId &user, const RoomId &room);
    /// What the store let go of is there again.
    void restore(const UserId &user, const RoomId &room);
    /// There is no such room any more.
    void forget(const RoomId &room);
    /// Whoever writes has read what is above.
    void noteEvent(const RoomId &room, const protocol::Event &event,
                   const QList<UserId> &mentioned);

    /// Without upTo, which is the room's last event.
    [[nodiscard]] QList<protocol::ReadState> statesOf(const UserId &user) const;
    [[nodiscard]] protocol::ReadState stateOf(const UserId &user, const RoomId &room) const;

Q_SIGNALS:
    /// It is stored.
    void moved(const hobnob::UserId &user, const hobnob::protocol::ReadState &state);

private:
    /// Most people are in a few rooms: not a hash, whose first entry takes room for many.
    using States = std::map<RoomId, protocol::ReadState>;
    enum class News { Tell, Known };
    struct Wish {
        Seq seq{};
        News news = News::Known;
    };

    void finishLoading(const UserId &user, const Result<QList<protocol::ReadState>> &states);
    void want(const UserId &user, const RoomId &room, Wish wish);
    void write();
    void finishWriting(const QList<ReadMove> &moves, const QList<News> &news,
                       const Result<QList<protocol::ReadState>> &states);
    protocol::ReadState *find(const UserId &user, const RoomId &room);

    Store &m_store;
    QHash<UserId, States> m_states;
    QHash<UserId, QList<Store::Answer<Done>>> m_loading;
    /// Their first pointer is being written.
    QSet<std::pair<UserId, RoomId>> m_entering;
    /// Not written yet.
    QHash<std::pair<UserId, RoomId>, Wish> m_wishes;
    const std::chrono::milliseconds m_gather;
    QTimer m_timer;
};

} // namespace hobnob::server
