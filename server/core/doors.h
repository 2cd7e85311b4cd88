// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/roster.h"
#include "server/core/sessionid.h"

namespace hobnob::server
{

class Attendance;
class Bots;
class Overview;
class ReadPointers;
class Reception;
class RoomDirectory;
class Subscriptions;

/// Lets people into rooms and out of them: what that means for each of their open windows happens
/// in the same turn, so that nobody hears of a room for a moment longer than they are in it.
/// Whether it may be, and that it is on disk, is the caller's to know.
class Doors final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    struct House {
        RoomDirectory &directory;
        Roster &roster;
        ReadPointers &reads;
        const Overview &overview;
        const Attendance &attendance;
        const Reception &reception;
        const Bots &bots;
        Subscriptions &subscriptions;
    };
    /// What a person is told of why it happened.
    struct Cause {
        std::optional<protocol::User> by = {};
        std::optional<QString> reason = {};
        /// The window that asked for it learns of it by its answer.
        std::optional<SessionId> asked = {};
    };

    explicit Doors(House house) : m_house(std::move(house)) {}

    /// Errors: those of Roster::join().
    Result<Roster::Joining> letIn(const Roster::Place &place, const StoredPerson &person,
                                  const Cause &cause,
                                  Roster::Coming coming = Roster::Coming::Joining);
    /// Does nothing when they are not in it.
    void putOut(const RoomId &room, const UserId &user, const Cause &cause);
    /// What somebody is in a room, or whether they are muted, changed.
    void tellStanding(const RoomId &room, const UserId &user, const Cause &cause);
    /// The room was public and is not any more: those who are not in it do not know of it.
    void hide(const RoomId &room);
    /// There is no such room any more.
    void close(const RoomId &room);

Q_SIGNALS:
    void answered(hobnob::server::SessionId session,
                  const hobnob::protocol::ServerMessage &message);

private:
    /// Those that are logged in; one that is just logging in is told with its login.
    [[nodiscard]] QList<SessionId> windowsOf(const UserId &user) const;
    /// Those that hear of the room when it is public.
    [[nodiscard]] QList<SessionId> listenersOf(const RoomId &room) const;

    House m_house;
};

} // namespace hobnob::server
