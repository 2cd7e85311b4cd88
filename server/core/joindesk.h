// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/desk.h"
#include "server/core/doors.h"
#include "server/core/houserules.h"
#include "server/core/roomdirectory.h"

#include <QDeadlineTimer>

namespace hobnob::server
{

class Blocks;
class Bots;
class Memberships;
class PersonFinder;
class Rights;
class Timeline;
class TypingTracker;

/// Makes rooms for people, lets people into rooms and out of them, and shows those who come in what
/// is there. Never touches a socket.
class JoinDesk final : public Desk
{
    Q_OBJECT

public:
    struct Office {
        RoomDirectory &directory;
        const Roster &roster;
        ReadPointers &reads;
        const Overview &overview;
        const Rights &rights;
        Timeline &timeline;
        const TypingTracker &typing;
        Subscriptions &subscriptions;
        const Blocks &blocks;
        const Bots &bots;
        PersonFinder &finder;
        Memberships &memberships;
        const Attendance &attendance;
        const Reception &reception;
        WallClock clock;
        /// Timeouts::returning
        std::chrono::milliseconds returning;
    };

    /// All of \a office outlive this.
    explicit JoinDesk(Office office);

    void handle(SessionId session, const protocol::CreateRoom &request);
    void handle(SessionId session, const protocol::JoinRoom &request);
    void handle(SessionId session, const protocol::JoinNamedRoom &request);
    void handle(SessionId session, const protocol::LeaveRoom &request);
    void handle(SessionId session, const protocol::OpenDirect &request);

Q_SIGNALS:
    /// A session was given members of this room as they are now.
    void membersShown(const hobnob::RoomId &room);

private:
    using People = QList<StoredPerson>;

    /// \a others: beside who asks, with whom it begins.
    void make(SessionId session, RequestId id, NewRoom room, const People &others);
    void finishMaking(SessionId session, RequestId id, const RoomDirectory::Found &found,
                      const StoredPerson &maker, const People &others);
    void join(SessionId session, RequestId id, const RoomId &room, std::optional<Seq> after);
    void show(SessionId session, RequestId id, const RoomId &room, std::optional<Seq> after);
    void finishShowing(SessionId session, RequestId id, const RoomId &room,
                       protocol::Joined answer);
    /// Why the two or more cannot have a new direct room.
    [[nodiscard]] std::optional<Error> noDirect(const UserId &asking, const People &others) const;
    /// Refuses when they logged out in another window meanwhile.
    [[nodiscard]] bool isGone(SessionId session, RequestId id);

    const Office m_office;
    /// Until then, whoever resumes a room is returning to it.
    const QDeadlineTimer m_returning;
};

} // namespace hobnob::server
