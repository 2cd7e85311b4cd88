// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/roomsync.h"

#include "desktop/client/serverlink.h"

#include <algorithm>

namespace hobnob::desktop
{

using protocol::ServerMessage;
using namespace std::chrono_literals;

namespace
{

/// Between two tries to join when the server has no time: not one answer's way, since there may be
/// hundreds of rooms.
constexpr auto patience = 1000ms;

} // namespace

RoomSync::RoomSync(ServerLink *link, RoomDirectory *rooms, QObject *parent)
    : QObject(parent), m_link(link), m_rooms(rooms)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &RoomSync::joinPostponed);
}

void RoomSync::begin(const ServerMemory &memory, const QList<CachedRoom> &rooms)
{
    m_memory = memory;
    m_postponed.clear();
    m_broughtIn.clear();
    m_later.stop();
    m_wasOnline = false;
    m_reads.clear();
    m_rooms->clear();
    for (const auto &cached : rooms)
        m_rooms->update(cached.summary).mentions.restore(cached.mentions, cached.upTo);
    markJoined(m_memory.joined);
    Q_EMIT reset();
}

void RoomSync::logIn(const protocol::Welcome &welcome, const protocol::LoggedIn &session)
{
    const bool isOutdated = !m_memory.epoch.isEmpty() && m_memory.epoch != welcome.epoch;
    m_memory.epoch = welcome.epoch;
    if (isOutdated) {
        // Its numbers are not those that we know, so nothing that we hold can be continued.
        m_memory.joined = m_wasOnline ? m_rooms->joined() : m_memory.joined;
        m_memory.read.clear();
        m_rooms->clear();
        Q_EMIT outdated();
    }
    m_reads.clear();
    for (const auto &state : session.reads)
        m_reads.insert(state.room, state.read);
    const bool isFresh = m_rooms->count() == 0;
    if (isFresh) {
        for (const auto &summary : session.rooms)
            m_rooms->update(summary);
    } else {
        takeList(session.rooms);
    }
    if (!m_wasOnline || isFresh)
        markJoined(m_memory.joined);
    m_wasOnline = true;
    markJoined(session.joined);
    takeStandings(session.standings);
    if (isFresh)
        Q_EMIT reset();
    rejoin();
}

void RoomSync::catchUp(const protocol::Gap &gap)
{
    takeList(gap.rooms);
    for (const auto &state : gap.reads)
        m_reads.insert(state.room, state.read);
    markJoined(gap.joined);
    takeStandings(gap.standings);
    const auto ids = m_rooms->joined();
    for (const auto &id : ids)
        m_rooms->find(id)->isLive = false;
    rejoin();
}

void RoomSync::takeList(const QList<protocol::RoomSummary> &list)
{
    QSet<RoomId> there;
    for (const auto &summary : list)
        there.insert(summary.id);
    const auto known = m_rooms->ids();
    for (const auto &id : known) {
        if (!there.contains(id))
            remove(id);
    }
    for (const auto &summary : list)
        take(protocol::RoomChanged{summary});
}

void RoomSync::takeStandings(const QList<protocol::Standing> &list)
{
    const auto ids = m_rooms->joined();
    for (const auto &id : ids) {
        Room *room = m_rooms->find(id);
        const auto here =
            std::find_if(list.begin(), list.end(),
                         [&](const protocol::Standing &standing) { return standing.room == id; });
        const auto standing = here == list.end() ? protocol::Standing{id} : *here;
        const bool isSame = room->role == standing.role && room->mutedUntil == standing.mutedUntil;
        room->role = standing.role;
        room->mutedUntil = standing.mutedUntil;
        if (!isSame)
            Q_EMIT changed(id);
    }
}

void RoomSync::markJoined(const QList<RoomId> &rooms)
{
    for (const auto &id : rooms) {
        Room *room = m_rooms->find(id);
        if (!room || room->membership == Membership::Leaving || room->isJoined())
            continue;
        room->membership = Membership::Joined;
        if (m_memory.read.contains(id))
            room->log.restoreReadSeq(m_memory.read.value(id));
        else if (m_reads.contains(id))
            room->log.restoreReadSeq(m_reads.value(id));
        else
            room->log.markRead(room->summary.lastSeq);
        Q_EMIT changed(id);
    }
}

void RoomSync::rejoin()
{
    auto ids = m_rooms->joined();
    // What is on the screen first.
    const auto rank = [this](const RoomId &id) {
        if (id == m_memory.lastRoom)
            return 0;
        return m_rooms->find(id)->interest == Interest::Watched ? 1 : 2;
    };
    std::stable_sort(ids.begin(), ids.end(),
                     [&](const RoomId &a, const RoomId &b) { return rank(a) < rank(b); });
    for (const auto &id : std::as_const(ids))
        join(id, Wish::Quiet);
    const auto all = m_rooms->ids();
    for (const auto &id : all) {
        if (m_rooms->find(id)->membership == Membership::Leaving)
            leave(id);
    }
}

void RoomSync::connectionLost()
{
    const auto ids = m_rooms->ids();
    for (const auto &id : ids)
        m_rooms->find(id)->isLive = false;
    // Those that we are in are joined again at the next login.
    m_later.stop();
    const auto postponed = std::exchange(m_postponed, {});
    for (auto room = postponed.begin(); room != postponed.end(); ++room)
        refuse(room.key(), ServerLink::offline(), room.value());
}

void RoomSync::join(const RoomId &id, Wish wish)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    if (!m_link->isOnline()) {
        refuse(id, ServerLink::offline(), wish);
        return;
    }
    if (room->isJoined() && room->isLive) {
        if (wish == Wish::Asked)
            Q_EMIT opened(id);
        return;
    }
    if (!room->isJoined()) {
        room->membership = Membership::Joining;
        Q_EMIT changed(id);
    }
    Q_EMIT joinBegun(id);
    askIn(id, room->log.resumePoint(), wish);
}

void RoomSync::askIn(const RoomId &id, std::optional<Seq> after, Wish wish)
{
    m_link->request(protocol::JoinRoom{{}, id, after},
                    [this, id, wish](const Result<ServerMessage> &answer) {
                        if (!answer)
                            refuse(id, answer.error(), wish);
                        else if (const auto *joined = std::get_if<protocol::Joined>(&*answer))
                            accept(*joined, wish);
                    });
}

void RoomSync::leave(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || room->membership == Membership::Outside)
        return;
    room->membership = Membership::Leaving;
    Q_EMIT changed(id);
    if (!m_link->isOnline())
        return;
    m_link->request(protocol::LeaveRoom{{}, id}, [this, id](const Result<ServerMessage> &answer) {
        const auto code = answer ? ErrorCode::NotMember : answer.error().code;
        if (code == ErrorCode::NotMember || code == ErrorCode::RoomUnknown) {
            exclude(id);
        } else if (Room *kept = m_rooms->find(id); kept && code != ErrorCode::ShuttingDown) {
            kept->membership = Membership::Joined;
            Q_EMIT changed(id);
            Q_EMIT leaveFailed(id, answer.error());
        }
    });
}

void RoomSync::take(const protocol::RoomChanged &fact)
{
    const bool isNew = !m_rooms->find(fact.room.id);
    m_rooms->update(fact.room);
    if (isNew)
        Q_EMIT added(fact.room.id);
    else
        Q_EMIT changed(fact.room.id);
}

void RoomSync::take(const protocol::MembershipChanged &fact)
{
    Room *room = m_rooms->find(fact.room);
    const bool wasJoined = room && room->isJoined();
    if (fact.joined && room) {
        room->role = fact.role;
        room->mutedUntil = fact.mutedUntil;
        Q_EMIT changed(fact.room);
    }
    if (fact.joined && !wasJoined && fact.by)
        m_broughtIn.insert(fact.room);
    if (!fact.joined)
        exclude(fact.room);
    else if (room)
        join(fact.room, Wish::Quiet);
    else
        askIn(fact.room, {}, Wish::Quiet);
    if (fact.by)
        Q_EMIT membershipChanged(fact);
}

void RoomSync::take(const protocol::RoomGone &fact)
{
    remove(fact.room);
}

void RoomSync::look(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (room && std::exchange(room->isNew, false))
        Q_EMIT changed(id);
}

ServerMemory RoomSync::memory() const
{
    ServerMemory memory = m_memory;
    if (m_wasOnline) {
        memory.joined = m_rooms->joined();
        memory.read.clear();
    } else {
        // The rooms are those of the cache, which may lack some.
        memory.joined.removeIf([this](const RoomId &id) {
            return m_rooms->find(id) && !m_rooms->find(id)->isJoined();
        });
    }
    for (const auto &id : std::as_const(memory.joined)) {
        if (const Room *room = m_rooms->find(id))
            memory.read.insert(id, room->log.readSeq());
    }
    return memory;
}

void RoomSync::accept(const protocol::Joined &answer, Wish wish)
{
    const bool isNew = !m_rooms->find(answer.room.id);
    Room &room = m_rooms->update(answer.room);
    const RoomId id = answer.room.id;
    if (room.membership == Membership::Leaving)
        return;
    const bool wasJoined = room.isJoined();
    room.membership = Membership::Joined;
    room.isLive = true;
    room.role = answer.standing.role;
    room.mutedUntil = answer.standing.mutedUntil;
    room.isNew = m_broughtIn.remove(id) || room.isNew;
    if (!wasJoined)
        room.log.restoreReadSeq(answer.read.read);
    if (isNew)
        Q_EMIT added(id);
    Q_EMIT entered(answer);
    Q_EMIT changed(id);
    if (wish == Wish::Asked)
        Q_EMIT opened(id);
}

void RoomSync::refuse(const RoomId &id, const Error &error, Wish wish)
{
    if (error.code == ErrorCode::RateLimited || error.code == ErrorCode::Busy) {
        postpone(id, error, wish);
        return;
    }
    m_broughtIn.remove(id);
    const Room *room = m_rooms->find(id);
    const bool isTransient = error.code == ErrorCode::ShuttingDown;
    if (room && (room->membership == Membership::Joining || (room->isJoined() && !isTransient)))
        exclude(id);
    if (error.code == ErrorCode::RoomUnknown)
        remove(id);
    if (wish == Wish::Asked)
        Q_EMIT joinFailed(id, error);
}

void RoomSync::postpone(const RoomId &id, const Error &error, Wish wish)
{
    const bool wasAsked = m_postponed.value(id, wish) == Wish::Asked;
    m_postponed.insert(id, wasAsked ? Wish::Asked : wish);
    if (!m_later.isActive())
        m_later.start(std::max(error.retryAfter.value_or(patience), patience));
}

void RoomSync::joinPostponed()
{
    const auto postponed = std::exchange(m_postponed, {});
    for (auto wanted = postponed.begin(); wanted != postponed.end(); ++wanted) {
        // Others were left meanwhile.
        const Room *room = m_rooms->find(wanted.key());
        if (room && (room->isJoined() || room->membership == Membership::Joining))
            join(wanted.key(), wanted.value());
    }
}

void RoomSync::exclude(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || room->membership == Membership::Outside)
        return;
    room->membership = Membership::Outside;
    room->isLive = false;
    room->role = protocol::Role::Member;
    room->mutedUntil.reset();
    room->isNew = false;
    Q_EMIT left(id);
    Q_EMIT changed(id);
}

void RoomSync::remove(const RoomId &id)
{
    if (!m_rooms->find(id))
        return;
    exclude(id);
    m_postponed.remove(id);
    m_memory.joined.removeAll(id);
    m_memory.read.remove(id);
    m_reads.remove(id);
    m_rooms->remove(id);
    Q_EMIT removed(id);
}

} // namespace hobnob::desktop
