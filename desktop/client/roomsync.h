// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/cachebatch.h"
#include "desktop/client/profile.h"
#include "desktop/client/roomdirectory.h"
#include "shared/result.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace hobnob::desktop
{

class ServerLink;

/// Which rooms there are and which we are in: takes over the server's list at each login, joins
/// again what we were in, and carries out joining and leaving; RoomMaker knows the other ways in.
/// Logs and people of the rooms are others' business (LogSync, People); entered() and left() tell
/// them.
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

    void join(const RoomId &room, Wish wish = Wish::Asked);
    void leave(const RoomId &room);
    /// Another way in was asked for, and led there.
    void letIn(const protocol::Joined &answer) { accept(answer, Wish::Asked); }

    void take(const protocol::RoomChanged &fact);
    void take(const protocol::MembershipChanged &fact);
    void take(const protocol::RoomGone &fact);
    /// The person looks at the room.
    void look(const RoomId &room);

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
    /// It is not in the directory any more, and left() came before when we were in.
    void removed(const RoomId &room);
    void changed(const RoomId &room);
    void opened(const RoomId &room);
    /// The server let us in; the room is in the directory, its log is as before.
    void entered(const protocol::Joined &answer);
    /// We are out; the directory says so already.
    void left(const RoomId &room);
    void joinFailed(const RoomId &room, const Error &error);
    void leaveFailed(const RoomId &room, const Error &error);
    /// Somebody with a say in the room did it; the directory says so already.
    void membershipChanged(const protocol::MembershipChanged &fact);

private:
    /// The list has all that we may know of.
    void takeList(const QList<protocol::RoomSummary> &list);
    void takeStandings(const QList<protocol::Standing> &list);
    void markJoined(const QList<RoomId> &rooms);
    void rejoin();
    void askIn(const RoomId &room, std::optional<Seq> after, Wish wish);
    void accept(const protocol::Joined &answer, Wish wish);
    void refuse(const RoomId &room, const Error &error, Wish wish);
    /// The server has no time for it now.
    void postpone(const RoomId &room, const Error &error, Wish wish);
    void joinPostponed();
    void exclude(const RoomId &room);
    void remove(const RoomId &room);

    ServerLink *m_link;
    RoomDirectory *m_rooms;
    ServerMemory m_memory;
    /// The server's, by room, as of the last login.
    QHash<RoomId, Seq> m_reads;
    /// To join when m_later is over.
    QHash<RoomId, Wish> m_postponed;
    QTimer m_later;
    /// Where somebody brought us in, until we are.
    QSet<RoomId> m_broughtIn;
    bool m_wasOnline = false;
};

} // namespace hobnob::desktop
