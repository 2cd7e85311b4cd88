// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/membernotices.h"

#include "server/core/roster.h"
#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

MemberNotices::MemberNotices(const Roster &roster, std::chrono::milliseconds tick)
    : m_roster(roster), m_coalescer(tick), m_tick(tick)
{
    connect(&m_coalescer, &Coalescer::due, this, &MemberNotices::tellOrWait);
}

void MemberNotices::noteJoined(const RoomId &room, const protocol::Member &member)
{
    note(room, Kind::Joined, member);
}

void MemberNotices::noteLeft(const RoomId &room, const protocol::Member &member)
{
    note(room, Kind::Left, member);
}

void MemberNotices::noteChanged(const RoomId &room, const protocol::Member &member)
{
    note(room, Kind::Changed, member);
}

void MemberNotices::note(const RoomId &room, Kind kind, const protocol::Member &member)
{
    auto &notes = m_notes[room];
    const auto earlier = notes.find(member.id);
    m_coalescer.mark(room);
    if (earlier == notes.end()) {
        notes.insert(member.id, {kind, member, m_order++});
    } else if (earlier->order < m_shown.value(room) && kind != Kind::Changed) {
        *earlier = {kind, member, m_order++};
    } else if (earlier->kind == Kind::Joined && kind == Kind::Left) {
        notes.erase(earlier);
    } else if (earlier->kind == Kind::Left && kind == Kind::Joined) {
        *earlier = {Kind::Changed, member, m_order++};
    } else if (earlier->kind == Kind::Joined) {
        earlier->member = member;
    } else {
        *earlier = {kind, member, m_order++};
    }
}

void MemberNotices::announce(const RoomId &room, const UserId &user)
{
    const auto notes = m_notes.constFind(room);
    if (notes == m_notes.constEnd())
        return;
    const auto note = notes->constFind(user);
    // What they said before they left comes before their leaving.
    if (note != notes->constEnd() && note->kind != Kind::Left)
        finish(room);
}

void MemberNotices::forget(const RoomId &room)
{
    m_notes.remove(room);
    m_shown.remove(room);
    m_quietUntil.remove(room);
}

void MemberNotices::tellOrWait(const RoomId &room)
{
    const auto quiet = m_quietUntil.constFind(room);
    if (quiet != m_quietUntil.constEnd() && !quiet->hasExpired())
        m_coalescer.mark(room);
    else
        finish(room);
}

void MemberNotices::finish(const RoomId &room)
{
    m_shown.remove(room);
    auto notes = m_notes.take(room).values();
    if (notes.isEmpty())
        return;
    std::sort(notes.begin(), notes.end(),
              [](const Note &a, const Note &b) { return a.order < b.order; });

    protocol::MembersChanged notice;
    notice.room = room;
    notice.memberCount = m_roster.memberCount(room);
    const auto add = [](const protocol::Member &member, QList<protocol::Member> &named,
                        qint64 &more) {
        if (named.size() < limits::namesPerNotice)
            named.append(member);
        else
            ++more;
    };
    for (const auto &note : std::as_const(notes)) {
        switch (note.kind) {
        case Kind::Joined:
            add(note.member, notice.joined, notice.moreJoined);
            break;
        case Kind::Left:
            add(note.member, notice.left, notice.moreLeft);
            break;
        case Kind::Changed:
            add(note.member, notice.changed, notice.moreChanged);
            break;
        }
    }
    const auto quiet = std::chrono::duration_cast<std::chrono::milliseconds>(
        notice.memberCount * limits::noticePerMember);
    if (quiet > m_tick)
        m_quietUntil.insert(room, QDeadlineTimer(quiet));
    else
        m_quietUntil.remove(room);
    Q_EMIT noticeGathered(notice);
}

} // namespace hobnob::server
