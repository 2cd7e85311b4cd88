// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/coalescer.h"
#include "shared/protocol/messages.h"

#include <QDeadlineTimer>

namespace hobnob::server
{

class Roster;

/// Turns comings, goings and changes of presence into at most one MembersChanged a room a tick, so
/// that a thousand people who join cost a thousand lines and not a million. Someone who joins and
/// leaves within a tick is not mentioned, unless somebody was shown the members in between. Large
/// rooms are told less often (limits::noticePerMember).
class MemberNotices final : public QObject
{
    Q_OBJECT

public:
    /// \a roster outlives this.
    MemberNotices(const Roster &roster, std::chrono::milliseconds tick);

    void noteJoined(const RoomId &room, const protocol::Member &member);
    void noteLeft(const RoomId &room, const protocol::Member &member);
    void noteChanged(const RoomId &room, const protocol::Member &member);
    /// A newcomer was given the room's members as they are now: what was noted before must not
    /// cancel out against what comes after, or they would keep who left and miss who came back.
    void noteShown(const RoomId &room) { m_shown.insert(room, m_order); }
    /// There is no such room any more; nobody is told.
    void forget(const RoomId &room);
    /// Tells of \a user's coming, and of all else in the room, without waiting for the tick: they
    /// are about to be heard there. Does nothing when others know of them.
    void announce(const RoomId &room, const UserId &user);

Q_SIGNALS:
    void noticeGathered(const hobnob::protocol::MembersChanged &notice);

private:
    enum class Kind { Joined, Left, Changed };
    struct Note {
        Kind kind;
        protocol::Member member;
        /// Notes are named in the order in which they came.
        qint64 order;
    };

    void note(const RoomId &room, Kind kind, const protocol::Member &member);
    void tellOrWait(const RoomId &room);
    void finish(const RoomId &room);

    const Roster &m_roster;
    Coalescer m_coalescer;
    QHash<RoomId, QHash<UserId, Note>> m_notes;
    /// Notes of a lower order were seen in a list of members.
    QHash<RoomId, qint64> m_shown;
    qint64 m_order = 0;
    /// Of rooms so large that their next notice has to wait for longer than a tick.
    QHash<RoomId, QDeadlineTimer> m_quietUntil;
    const std::chrono::milliseconds m_tick;
};

} // namespace hobnob::server
