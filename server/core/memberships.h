// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/doors.h"
#include "server/core/houserules.h"
#include "server/core/roomacts.h"

namespace hobnob::server
{

class Blocks;
class Bots;
class Sanctions;

/// Who comes into rooms, who leaves them, and what they are there: asks whether it may be, has the
/// store keep it and opens the doors. Accounts stay for good, guests only in rooms that are not
/// public; what lasts no longer than its guest is not kept.
class Memberships final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    struct Office {
        RoomActs &acts;
        Timeline &timeline;
        const RoomDirectory &directory;
        Roster &roster;
        Doors &doors;
        const Attendance &attendance;
        const Sanctions &sanctions;
        const Blocks &blocks;
        const Bots &bots;
        WallClock clock;
    };
    template <typename T>
    using Answer = RoomStore::Answer<T>;

    explicit Memberships(Office office) : m_office(std::move(office)) {}

    /// Errors: RoomUnknown (also of a room that is not public, and they are not in it, and of one
    /// out of a bot's scope), Banned, TooManyRooms.
    void join(const RoomId &room, const StoredPerson &person, SessionId asked,
              Roster::Coming coming, const Answer<Roster::Joining> &answer);
    /// They make the room, or are in it from its beginning, and the store knows; nothing happens
    /// when they are gone by now.
    void found(const RoomId &room, const StoredPerson &person, protocol::Role role,
               const Doors::Cause &cause);
    /// Errors: RoomUnknown, NotMember, NotAllowed. The answer comes before the doors close.
    void leave(const RoomId &room, const UserId &user, SessionId asked, const Answer<Done> &answer);
    /// \a people exist; those in the room, banned from it, who blocked the actor or who cannot come
    /// are passed over. Errors: RoomUnknown, NotMember, NotAllowed, RoomArchived.
    void add(const Actor &actor, const RoomId &room, const QList<StoredPerson> &people,
             const Answer<Done> &answer);
    /// Errors: RoomUnknown, NotMember, NotAllowed (also of bots, which are members or readers),
    /// PersonUnknown (not in the room), AccountNeeded,
    /// LastOwner.
    void setRole(const Actor &actor, const RoomId &room, const UserId &person, protocol::Role role,
                 const Answer<Done> &answer);

    /// The room is without an owner, because this one left it: somebody else becomes one.
    void passOn(const RoomId &room, const protocol::User &owner);
    /// Whoever was a guest has an account now, and stays where they are.
    void noteAccount(const StoredPerson &person);

    /// Whether somebody's being in a room is kept.
    [[nodiscard]] static Roster::Stay stayOf(const StoredPerson &person, protocol::RoomKind kind);

private:
    /// Why they may not come in by themselves.
    [[nodiscard]] std::optional<Error> refusal(const RoomId &room, const UserId &user) const;
    [[nodiscard]] Result<RoomPlan> planLeaving(const RoomId &room, const UserId &user) const;
    [[nodiscard]] Result<RoomPlan> planAdding(const Actor &actor, const RoomId &room,
                                              const QList<StoredPerson> &people);
    [[nodiscard]] Result<RoomPlan> planRole(const Actor &actor, const RoomId &room,
                                            const UserId &person, protocol::Role role);
    /// Adds to the act that somebody is this from now on.
    void addRole(RoomAct &act, const Actor &actor, const UserId &person, protocol::Role role) const;

    const Office m_office;
};

/// The wire name of a role.
[[nodiscard]] QString roleWord(protocol::Role role);

} // namespace hobnob::server
