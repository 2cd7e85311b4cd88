// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/logsync.h"

#include "desktop/client/serverlink.h"
#include "shared/limits.h"
#include "shared/text.h"

namespace hobnob::desktop
{

using namespace std::chrono_literals;
using protocol::ServerMessage;
using Kind = LogChange::Kind;

namespace
{

/// Events that were overtaken by the room list's line arrive by themselves within this time.
constexpr auto patience = 200ms;
/// After a failure.
constexpr auto longPatience = 3s;
/// A hole wider than this is not filled: the log begins anew at its end.
constexpr qint64 widestHole = 1000;

bool hasHole(const Room &room)
{
    return room.isJoined() && room.isLive && room.log.follows() && room.log.hasNewer();
}

} // namespace

LogSync::LogSync(ServerLink *link, RoomDirectory *rooms, QObject *parent)
    : QObject(parent), m_link(link), m_rooms(rooms)
{
    m_repair.setSingleShot(true);
    connect(&m_repair, &QTimer::timeout, this, &LogSync::fillHoles);
}

void LogSync::enter(const protocol::Joined &answer)
{
    Room *room = m_rooms->find(answer.room.id);
    if (!room)
        return;
    announce(*room, room->log.join(answer.events, answer.room.lastSeq, answer.gap, answer.more));
}

void LogSync::leave(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    const auto change = room->log.forget();
    room->log.restoreReadSeq({});
    Q_EMIT changed(id, change);
    Q_EMIT stateChanged(id);
}

void LogSync::take(const RoomId &id, const protocol::Event &event)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->isJoined())
        return;
    const auto change = room->log.add(event);
    // Whoever writes has seen what is above.
    if (event.author.id == m_self)
        room->log.markRead(event.seq);
    updateLine(*room, event);
    announce(*room, change);
    Q_EMIT roomChanged(id);
}

void LogSync::expectEvents(const RoomId &id)
{
    const Room *room = m_rooms->find(id);
    if (room && hasHole(*room) && !m_repair.isActive())
        m_repair.start(patience);
}

void LogSync::loadOlder(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->isLive || !room->log.hasOlder() || room->loadingOlder)
        return;
    room->loadingOlder = true;
    request({{}, id, room->log.first(), {}, limits::historyDefault * 2});
}

void LogSync::loadNewer(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->isLive || !room->log.hasNewer() || room->loadingNewer)
        return;
    if (room->log.isEmpty()) {
        jumpToLatest(id);
        return;
    }
    room->loadingNewer = true;
    request({{}, id, {}, room->log.last(), limits::historyDefault * 2});
}

void LogSync::jumpToLatest(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->isLive || !room->log.hasNewer())
        return;
    room->loadingNewer = true;
    request({{}, id, {}, {}, limits::historyDefault});
}

void LogSync::setInterest(const RoomId &id, Interest interest)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    room->interest = interest;
    room->log.setBounds(boundsFor(interest));
    if (interest == Interest::Background) {
        room->log.look({});
        if (!room->log.follows())
            announce(*room, room->log.forget());
        else
            announce(*room, {});
    }
}

void LogSync::request(const protocol::GetHistory &wanted)
{
    m_link->request(
        wanted, [this, wanted](const Result<ServerMessage> &answer) { finish(wanted, answer); });
    Q_EMIT stateChanged(wanted.room);
}

void LogSync::finish(const protocol::GetHistory &wanted, const Result<ServerMessage> &answer)
{
    Room *room = m_rooms->find(wanted.room);
    if (!room)
        return;
    (wanted.before ? room->loadingOlder : room->loadingNewer) = false;
    const auto *page = answer ? std::get_if<protocol::History>(&*answer) : nullptr;
    if (!page) {
        Q_EMIT stateChanged(wanted.room);
        if (!answer && answer.error().code != ErrorCode::ShuttingDown) {
            Q_EMIT failed(wanted.room, answer.error());
            if (hasHole(*room))
                m_repair.start(longPatience);
        }
        return;
    }
    if (room->isJoined())
        announce(*room, place(room->log, wanted, *page));
}

LogChange LogSync::place(RoomLog &log, const protocol::GetHistory &wanted,
                         const protocol::History &page)
{
    // The log may have moved on since the page was asked for; then the page is of no use.
    if (wanted.before)
        return *wanted.before == log.first() ? log.prepend(page.events, page.more) : LogChange();
    if (wanted.after)
        return *wanted.after == log.last() ? log.append(page.events, page.more) : LogChange();
    return log.replace(page.events, page.more);
}

void LogSync::announce(Room &room, const LogChange &change)
{
    const RoomId id = room.summary.id;
    if (change.kind != Kind::Nothing)
        Q_EMIT changed(id, change);
    if (const auto dropped = room.log.drop(); dropped.kind != Kind::Nothing)
        Q_EMIT changed(id, dropped);
    Q_EMIT stateChanged(id);
    expectEvents(id);
}

void LogSync::updateLine(Room &room, const protocol::Event &event)
{
    auto &line = room.summary;
    if (event.seq <= line.lastSeq)
        return;
    line.lastSeq = event.seq;
    line.lastTime = event.time;
    line.lastAuthor = event.author.name;
    line.lastText = excerpt(event.text, limits::excerptCharacters);
}

void LogSync::fillHoles()
{
    const auto ids = m_rooms->joined();
    for (const auto &id : ids) {
        const Room &room = *m_rooms->find(id);
        if (!hasHole(room))
            continue;
        if (number(room.log.lastSeq()) - number(room.log.last()) > widestHole)
            jumpToLatest(id);
        else
            loadNewer(id);
    }
}

} // namespace hobnob::desktop
