// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/cachebatch.h"
#include "desktop/client/profile.h"
#include "desktop/client/roomdirectory.h"
#include "shared/result.h"

#include <QHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace hobnob::desktop
{

class ServerLink;

/// Which rooms there are and which we are in: takes over the server's list at each login, joins
/// again what we were in, and carries out joining, making and leaving. Logs and people of the rooms
/// are others' business (LogSync, People); entered() and left() tell them.
class RoomSync final : public QObject
{
    Q_OBJECT

public:
    /// Whether a join was asked for by the person, who then wants to see the room or the error.
    enum class Wish { Quiet, Asked };

    /// Both outlive it.
    RoomSync(ServerLink *link, RoomDirectory *rooms, QObject *parent = nullptr);

    /// Begins with another server, of which \a memory is known, and \a rooms as they were.
    void begin(const ServerMemory &memory, const QList<CachedRoom> &rooms);
    void logIn(const protocol::Welcome &welcome, const protocol::LoggedIn &session);
    void connectionLost();
    /// We missed facts: as a login, over the same connection.
    void catchUp(const protocol::Gap &gap);

    void create(const QString &name);
    void join(const RoomId &room, Wish wish = Wish::Asked);
    void joinNamed(const QString &name);
    void leave(const RoomId &room);

    void take(const protocol::RoomChanged &fact);
    void take(const protocol::MembershipChanged &fact);

    /// Of the data that the rooms are of; empty before the first login.
    [[nodiscard]] const QString &epoch() const { return m_memory.epoch; }
    [[nodiscard]] const RoomId &lastRoom() const { return m_memory.lastRoom; }
    void setLastRoom(const RoomId &room) { m_memory.lastRoom = room; }
    /// What to remember of joined rooms and read pointers.
    [[nodiscard]] ServerMemory memory() const;

Q_SIGNALS:
    /// All rooms are others.
    void reset();
    /// Before reset(): what is held of the server's rooms is not to be used any more.
    void outdated();
    /// Its log is about to be asked for.
    void joinBegun(const RoomId &room);
    void added(const RoomId &room);
    void changed(const RoomId &room);
    void opened(const RoomId &room);
    /// The server let us in; the room is in the directory, its log is as before.
    void entered(const protocol::Joined &answer);
    /// We are out; the directory says so already.
    void left(const RoomId &room);
    void creationFailed(const Error &error);
    void joinFailed(const RoomId &room, const Error &error);
    void leaveFailed(const RoomId &room, const Error &error);

private:
    void takeList(const QList<protocol::RoomSummary> &list);
    [[nodiscard]] bool hasLostRooms(const QList<protocol::RoomSummary> &list) const;
    void markJoined(const QList<RoomId> &rooms);
    void rejoin();
    void accept(const protocol::Joined &answer, Wish wish);
    void refuse(const RoomId &room, const Error &error, Wish wish);
    /// The server has no time for it now.
    void postpone(const RoomId &room, const Error &error, Wish wish);
    void joinPostponed();
    void exclude(const RoomId &room);
    [[nodiscard]] static Error offline();

    ServerLink *m_link;
    RoomDirectory *m_rooms;
    ServerMemory m_memory;
    /// The server's, by room, as of the last login.
    QHash<RoomId, Seq> m_reads;
    /// To join by name at the next login.
    QStringList m_wantedNames;
    /// To join when m_later is over.
    QHash<RoomId, Wish> m_postponed;
    QTimer m_later;
    bool m_wasOnline = false;
};

} // namespace hobnob::desktop
