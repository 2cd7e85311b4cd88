// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roomdirectory.h"
#include "shared/result.h"

#include <QObject>
#include <QTimer>

namespace hobnob::desktop
{

class LogCache;
class ServerLink;

/// Keeps the rooms' logs as they are on the server: live events, pages on demand, and holes, which
/// it notices and fills from the server's log. Pages come from the cache where it has them, also
/// without a connection, and all that the logs take goes there.
class LogSync final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    LogSync(ServerLink *link, RoomDirectory *rooms, LogCache *cache, QObject *parent = nullptr);

    void setSelf(const UserId &self) { m_self = self; }
    /// Begins an empty log with what the cache has, so that it can be gone on from there.
    void seed(const RoomId &room);
    void enter(const protocol::Joined &answer);
    /// Holds nothing of a room that we left.
    void leave(const RoomId &room);
    /// An event, live or made from the answer to our own post.
    void take(const RoomId &room, const protocol::Event &event);
    /// The room list told of newer events; they come by themselves or are fetched in a moment.
    void expectEvents(const RoomId &room);

    void loadOlder(const RoomId &room);
    void loadNewer(const RoomId &room);
    void jumpToLatest(const RoomId &room);
    void setInterest(const RoomId &room, Interest interest);

Q_SIGNALS:
    void changed(const RoomId &room, const LogChange &change);
    /// hasOlder, hasNewer or what is being loaded.
    void stateChanged(const RoomId &room);
    /// The room's line or unread count.
    void roomChanged(const RoomId &room);
    void failed(const RoomId &room, const Error &error);

private:
    enum class Source { Server, Cache };

    /// \a cached is the answer, if it has any; else the server is asked, if it is there. False when
    /// neither can be.
    bool fetch(const Room &room, const protocol::GetHistory &wanted,
               const QList<protocol::Event> &cached);
    void finish(const protocol::GetHistory &wanted, const Result<protocol::ServerMessage> &answer,
                Source source);
    static LogChange place(RoomLog &log, const protocol::GetHistory &wanted,
                           const protocol::History &page);
    /// Of a room that comes to the screen: as much as a join would have brought.
    void showCached(Room &room);
    void announce(Room &room, const LogChange &change, Source source);
    /// Puts what the server told into the cache.
    void keep(const Room &room, const LogChange &change);
    void updateLine(Room &room, const protocol::Event &event);
    void fillHoles();

    ServerLink *m_link;
    RoomDirectory *m_rooms;
    LogCache *m_cache;
    UserId m_self;
    QTimer m_repair;
};

} // namespace hobnob::desktop
