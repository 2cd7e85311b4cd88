// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/flatset.h"
#include "server/core/sessionid.h"
#include "shared/ids.h"

#include <QHash>
#include <QList>

#include <optional>

namespace hobnob::server
{

/// Which sessions hear of what: everyone who is logged in hears of the room list, and those who
/// follow a room hear of what happens in it. A session follows only while it is logged in. Bots
/// with a scope hear of their rooms alone.
class Subscriptions final
{
public:
    /// Whether it is told what everyone is told.
    enum class Hearing { Everything, OwnRooms };
    void enter(SessionId session, Hearing hearing = Hearing::Everything);
    /// The session hears of nothing any more.
    void drop(SessionId session);
    /// Does nothing for a session that has not entered, or that follows the room already.
    void follow(SessionId session, const RoomId &room);
    void unfollow(SessionId session, const RoomId &room);

    /// Those that hear everything, in no order.
    [[nodiscard]] const QList<SessionId> &everyone() const { return m_everyone; }
    /// All that have entered.
    [[nodiscard]] qsizetype count() const { return m_sessions.size(); }
    [[nodiscard]] QList<SessionId> followersOf(const RoomId &room) const;
    /// Whether it has entered, and was not dropped.
    [[nodiscard]] bool hears(SessionId session) const { return m_sessions.contains(session); }
    [[nodiscard]] bool follows(SessionId session, const RoomId &room) const;

private:
    struct Follower {
        /// In m_everyone; nothing: it hears of its own rooms alone.
        std::optional<qsizetype> place = {};
        FlatSet<RoomId> rooms = {};
    };

    QList<SessionId> m_everyone;
    QHash<RoomId, QList<SessionId>> m_followers;
    QHash<SessionId, Follower> m_sessions;
};

} // namespace hobnob::server
