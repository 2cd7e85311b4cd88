// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/database.h"
#include "shared/protocol/messages.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace hobnob::desktop
{

/// Of each room, the newest events that were held go into the cache, without holes: a few weeks of
/// a busy room, about a megabyte.
inline constexpr qint64 mostCachedEvents = 5000;
/// So many more may gather before the oldest go, since taking rows out costs as much as putting
/// them in.
inline constexpr qint64 cacheSlack = 500;

/// What is known of a room without its server. Its rules are for whoever can write there, and come
/// with the server.
struct CachedRoom {
    protocol::RoomSummary summary;
    /// Of the events up to \a upTo, how many unread ones mention the person.
    qint64 mentions = 0;
    Seq upTo{};
};

/// Whose rooms they are. An empty epoch: nothing is known yet.
struct CachedSession {
    QString epoch;
    QString server;
    protocol::User self;
};

/// What changed since the last batch, in the order in which it is to be done. A value: it goes from
/// the client's thread to DiskWorker's.
struct CacheBatch {
    struct Run {
        RoomId room;
        /// Without holes. Empty: forget what is held of the room.
        QList<protocol::Event> events;
    };

    /// All that was cached is of other data.
    bool startsAnew = false;
    std::optional<CachedSession> session;
    QHash<RoomId, CachedRoom> rooms;
    /// There are no such rooms any more, or not for this person.
    QSet<RoomId> gone;
    QList<Run> runs;

    [[nodiscard]] bool isEmpty() const
    {
        return !startsAnew && !session && rooms.isEmpty() && gone.isEmpty() && runs.isEmpty();
    }
};

/// The tables of cache.sqlite. Another version is thrown away: the server has it all.
[[nodiscard]] const Database::Format &cacheFormat();

} // namespace hobnob::desktop
