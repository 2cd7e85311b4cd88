// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/flatset.h"
#include "server/store/storedrooms.h"
#include "shared/result.h"

#include <QObject>
#include <QQueue>
#include <QSet>

#include <map>
#include <memory>

namespace hobnob::server
{

class Sanctions;

/// Who is in which room, and as what; and for all who are in one, how others see them. Members are
/// in the order of their case-folded names, then ids, which is total.
///
/// Roles here are effective ones: an administrator of the server is an owner of every room that
/// they are in, but of direct ones.
class Roster final : public QObject
{
    Q_OBJECT

public:
    struct Page {
        QList<protocol::Member> members;
        bool more = false;
    };
    enum class Joining { New, Already };
    /// Returning: as people see it, they were there all along.
    enum class Coming { Joining, Returning };
    /// ForGood: also while they are not present.
    enum class Stay { WhilePresent, ForGood };
    /// Somebody in a room.
    struct Place {
        RoomId room;
        protocol::RoomKind kind = protocol::RoomKind::Public;
        protocol::Role role = protocol::Role::Member;
        Stay stay = Stay::WhilePresent;
        Timestamp joined{};
    };

    /// \a sanctions outlives this.
    explicit Roster(const Sanctions &sanctions) : m_sanctions(sanctions) {}
    /// As they were when the server ended; all are gone. Nobody is told.
    void load(const QList<StoredMembership> &memberships, const QList<StoredPerson> &people,
              const QList<StoredRoom> &rooms);

    /// Why they cannot be in one room more; nothing when they can. Errors: TooManyRooms
    /// (limits::roomsPerUser, limits::directsPerUser).
    [[nodiscard]] std::optional<Error> refusal(const UserId &user, protocol::RoomKind kind) const;
    /// Errors: those of refusal(), PersonUnknown (see forget()).
    Result<Joining> join(const Place &place, const StoredPerson &person,
                         protocol::Presence presence, Coming coming = Coming::Joining);
    /// Does nothing when they are not in it.
    void leave(const RoomId &room, const UserId &user);
    /// There is no such person any more: they leave all rooms, and come into none again.
    void forget(const UserId &user);
    /// All leave, and nobody is told.
    void remove(const RoomId &room);
    /// What they are in the room themselves.
    void setRole(const RoomId &room, const UserId &user, protocol::Role role);
    void setStay(const RoomId &room, const UserId &user, Stay stay);
    /// Whether they are muted changed.
    void noteMute(const RoomId &room, const UserId &user);

    /// They are present from now on.
    void arrive(const StoredPerson &person);
    /// They are not present any more: gone where they stay for good, and out of all other rooms.
    void depart(const UserId &user);
    /// They are another, or called otherwise, from now on.
    void change(const StoredPerson &person);
    /// Whether their account is open.
    void setState(const UserId &user, AccountState state);
    /// In all of their rooms.
    void setPresence(const UserId &user, protocol::Presence presence);

    [[nodiscard]] bool isMember(const RoomId &room, const UserId &user) const;
    [[nodiscard]] std::optional<protocol::Member> member(const RoomId &room,
                                                         const UserId &user) const;
    /// Nothing when they are not in it.
    [[nodiscard]] std::optional<protocol::Role> role(const RoomId &room, const UserId &user) const;
    /// With the role that is theirs, and not as administrators of the server. Nothing when they are
    /// not in it.
    [[nodiscard]] std::optional<Place> place(const RoomId &room, const UserId &user) const;
    /// Whoever is in any room, or present since they were.
    [[nodiscard]] std::optional<StoredPerson> person(const UserId &user) const;
    [[nodiscard]] qint64 memberCount(const RoomId &room) const;
    /// Of all rooms together.
    [[nodiscard]] qint64 membershipCount() const { return m_memberships; }
    [[nodiscard]] QList<RoomId> roomsOf(const UserId &user) const;
    [[nodiscard]] QList<StoredPerson> peopleIn(const RoomId &room) const;
    /// By their own roles.
    [[nodiscard]] QList<UserId> ownersOf(const RoomId &room) const;
    /// Who owns the room when \a leaving, its last owner, is not in it any more: the moderator who
    /// joined first, else the member with an account, else the member, else the reader; somebody
    /// whose account is deactivated only when nobody else is there.
    [[nodiscard]] std::optional<UserId> heirOf(const RoomId &room, const UserId &leaving) const;
    /// At most limits::memberPage, from the first whose name comes after \a after; those whose name
    /// contains \a query, case aside.
    [[nodiscard]] Page page(const RoomId &room, const std::optional<QString> &after,
                            const QString &query = {}) const;

Q_SIGNALS:
    void memberJoined(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    void memberReturned(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    void memberLeft(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    void memberChanged(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    /// What they are in the room changed with what they are on the server.
    void standingChanged(const hobnob::RoomId &room, const hobnob::UserId &user);
    /// The last who was an owner by their own role left others behind.
    void ownerLeft(const hobnob::RoomId &room, const hobnob::protocol::User &owner);

private:
    /// The case-folded name and the id.
    using Key = std::pair<QString, UserId>;
    struct Person {
        StoredPerson stored;
        Key key;
        protocol::Presence presence = protocol::Presence::Gone;
        FlatSet<RoomId> rooms;
        qsizetype directs = 0;
    };
    struct Seat {
        std::shared_ptr<const Person> person;
        protocol::Role role = protocol::Role::Member;
        Stay stay = Stay::WhilePresent;
        Timestamp joined{};
    };
    struct Room {
        std::map<Key, Seat> seats;
        bool isDirect = false;
        /// As it was given last; empty when it has changed since. The very same list goes to all
        /// who come in meanwhile.
        QList<protocol::Member> firstPage = {};
    };

    void sit(const Place &place, const std::shared_ptr<Person> &person);
    [[nodiscard]] protocol::Role roleOf(const Room &room, const Seat &seat) const;
    [[nodiscard]] protocol::Member memberOf(const RoomId &id, const Room &room,
                                            const Seat &seat) const;
    [[nodiscard]] Seat *find(const RoomId &room, const UserId &user) const;
    /// \a key came, went or changed: the first page may be another.
    static void noteSeat(Room &room, const Key &key);
    void tellChanged(const RoomId &room, const UserId &user);

    const Sanctions &m_sanctions;
    QHash<RoomId, std::shared_ptr<Room>> m_rooms;
    QHash<UserId, std::shared_ptr<Person>> m_people;
    /// The last ones: no more writes than these are under way, and may bring one back.
    QQueue<UserId> m_lastForgotten;
    QSet<UserId> m_forgotten;
    qint64 m_memberships = 0;
};

} // namespace hobnob::server
