// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>

namespace hobnob::server
{

/// Who is in which room, and whether they are here or away. Members are in the order of their
/// case-folded names, then ids, which is total.
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

    /// Errors: TooManyRooms (limits::roomsPerUser).
    Result<Joining> join(const RoomId &room, const protocol::Member &member,
                         Coming coming = Coming::Joining);
    /// Does nothing when they are not in it.
    void leave(const RoomId &room, const UserId &user);
    void leaveAll(const UserId &user);
    /// In all of their rooms; nobody is told.
    void rename(const protocol::User &user);
    /// In all of their rooms.
    void setPresence(const UserId &user, protocol::Presence presence);

    [[nodiscard]] bool isMember(const RoomId &room, const UserId &user) const;
    [[nodiscard]] qint64 memberCount(const RoomId &room) const;
    /// Of all rooms together.
    [[nodiscard]] qint64 membershipCount() const { return m_memberships; }
    [[nodiscard]] QList<RoomId> roomsOf(const UserId &user) const;
    /// At most limits::memberPage, from the first whose name comes after \a after.
    [[nodiscard]] Page page(const RoomId &room, const std::optional<QString> &after) const;

Q_SIGNALS:
    void memberJoined(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    void memberReturned(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    void memberLeft(const hobnob::RoomId &room, const hobnob::protocol::Member &member);
    void memberChanged(const hobnob::RoomId &room, const hobnob::protocol::Member &member);

private:
    /// The case-folded name and the id.
    using Key = std::pair<QString, UserId>;
    using Members = std::map<Key, protocol::Member>;
    struct Person {
        Key key;
        QSet<RoomId> rooms;
    };

    QHash<RoomId, std::shared_ptr<Members>> m_rooms;
    QHash<UserId, Person> m_people;
    qint64 m_memberships = 0;
};

} // namespace hobnob::server
