// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/memberlist.h"
#include "desktop/client/mentioncount.h"
#include "desktop/client/roomlog.h"
#include "shared/protocol/messages.h"

#include <memory>
#include <unordered_map>

namespace hobnob::desktop
{

enum class Membership { Outside, Joining, Joined, Leaving };
/// Watched rooms have a timeline on the screen or kept ready; of others only the newest is held.
enum class Interest { Background, Watched };

/// How much of a room's log is held.
[[nodiscard]] RoomLog::Bounds boundsFor(Interest interest);

/// All that is known of one room.
struct Room {
    protocol::RoomSummary summary;
    Membership membership = Membership::Outside;
    Interest interest = Interest::Background;
    /// Where the person stands here; what a room of two to ten people does not have.
    protocol::Role role = protocol::Role::Member;
    std::optional<Timestamp> mutedUntil;
    /// Somebody brought the person in, who did not look at it yet.
    bool isNew = false;
    /// The server has let us in over the present connection: posting and paging may begin.
    bool isLive = false;
    RoomLog log;
    MentionCount mentions;
    MemberList members;
    /// The others who type now, at most limits::typingNames of typingCount.
    QList<protocol::User> typing;
    qint64 typingCount = 0;
    /// A page in that direction was asked for and has not come.
    bool loadingOlder = false;
    bool loadingNewer = false;
    bool loadingMembers = false;

    [[nodiscard]] bool isJoined() const { return membership == Membership::Joined; }
    [[nodiscard]] bool isDirect() const { return summary.kind == protocol::RoomKind::Direct; }
    /// Of watched rooms, and of direct ones, where whoever looks for somebody sees who is there.
    [[nodiscard]] bool keepsMembers() const { return interest == Interest::Watched || isDirect(); }
    [[nodiscard]] qint64 unread() const { return isJoined() ? log.unread() : 0; }
    /// Unread messages that mention the person.
    [[nodiscard]] qint64 unreadMentions() const { return isJoined() ? mentions.count() : 0; }
};

/// The rooms of the server that this client is connected to. Rooms stay where they are in memory
/// until remove() or clear().
class RoomDirectory final
{
public:
    /// The room with this id; made when there is none.
    Room &obtain(const RoomId &id);
    [[nodiscard]] Room *find(const RoomId &id);
    [[nodiscard]] const Room *find(const RoomId &id) const;
    /// Nothing when there is none; names are compared as they are written, without case.
    [[nodiscard]] const Room *findByName(QStringView name) const;
    /// Takes over what the server says of a room; its unread count follows.
    Room &update(const protocol::RoomSummary &summary);
    void remove(const RoomId &id) { m_rooms.erase(id); }
    void clear() { m_rooms.clear(); }

    [[nodiscard]] QList<RoomId> ids() const;
    [[nodiscard]] QList<RoomId> joined() const;
    [[nodiscard]] qsizetype count() const { return static_cast<qsizetype>(m_rooms.size()); }

private:
    struct Hash {
        size_t operator()(const RoomId &id) const { return qHash(id); }
    };
    std::unordered_map<RoomId, std::unique_ptr<Room>, Hash> m_rooms;
};

} // namespace hobnob::desktop
