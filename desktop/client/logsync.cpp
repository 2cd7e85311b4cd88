// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/logsync.h"

#include "desktop/client/logcache.h"
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
/// A hole wider than this is not filled: the log begins anew at its end. So much is a week away
/// from a busy room, and 25 pages; whoever reads there keeps their place.
constexpr qint64 widestHole = 5000;
/// The same for a room that nobody looks at.
constexpr qint64 widestHoleInBackground = 1000;
constexpr int scrollPage = limits::historyDefault * 2;

bool hasHole(const Room &room)
{
    return room.isJoined() && room.isLive && room.log.follows() && room.log.hasNewer();
}

bool isWorthFilling(const Room &room, Seq lastSeq)
{
    const auto widest = room.interest == Interest::Watched ? widestHole : widestHoleInBackground;
    return !room.log.isEmpty() && number(lastSeq) - number(room.log.last()) <= widest;
}

} // namespace

LogSync::LogSync(ServerLink *link, RoomDirectory *rooms, LogCache *cache, QObject *parent)
    : QObject(parent), m_link(link), m_rooms(rooms), m_cache(cache)
{
    m_repair.setSingleShot(true);
    connect(&m_repair, &QTimer::timeout, this, &LogSync::fillHoles);
}

void LogSync::enter(const protocol::Joined &answer)
{
    Room *room = m_rooms->find(answer.room.id);
    if (!room)
        return;
    if (answer.gap && room->log.follows() && isWorthFilling(*room, answer.room.lastSeq)) {
        // What is held stays, and what was missed comes behind it, page by page.
        announce(*room, room->log.join({}, answer.room.lastSeq, false, false), Source::Server);
        loadNewer(answer.room.id);
        return;
    }
    announce(*room, room->log.join(answer.events, answer.room.lastSeq, answer.gap, answer.more),
             Source::Server);
}

void LogSync::seed(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->isJoined() || !room->log.isEmpty())
        return;
    // In the background the last one is enough to go on from; the rest comes when it is looked at.
    const int most = room->interest == Interest::Watched ? limits::historyDefault : 1;
    const auto events = m_cache->newest(id, most);
    if (!events.isEmpty())
        announce(*room, room->log.replace(events, events.front().seq > Seq{1}), Source::Cache);
}

void LogSync::leave(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    const auto change = room->log.forget();
    room->log.restoreReadSeq({});
    room->mentions = {};
    m_cache->forget(id);
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
    if (event.author.id == m_self) {
        room->log.markRead(event.seq);
        room->mentions.readUpTo(room->log.readSeq());
    }
    updateLine(*room, event);
    announce(*room, change, Source::Server);
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
    if (!room || !room->log.hasOlder() || room->loadingOlder)
        return;
    const protocol::GetHistory wanted{{}, id, room->log.first(), {}, scrollPage};
    room->loadingOlder = fetch(*room, wanted, m_cache->before(id, room->log.first(), scrollPage));
}

void LogSync::loadNewer(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->log.hasNewer() || room->loadingNewer)
        return;
    if (room->log.isEmpty()) {
        jumpToLatest(id);
        return;
    }
    const int most = room->log.follows() ? limits::historyPage : scrollPage;
    const protocol::GetHistory wanted{{}, id, {}, room->log.last(), most};
    room->loadingNewer = fetch(*room, wanted, m_cache->after(id, room->log.last(), most));
}

void LogSync::jumpToLatest(const RoomId &id)
{
    Room *room = m_rooms->find(id);
    if (!room || !room->log.hasNewer())
        return;
    auto cached = m_cache->newest(id, limits::historyDefault);
    const Seq end = cached.isEmpty() ? Seq{} : cached.back().seq;
    const bool isEnd = end >= room->log.lastSeq() || (!room->isLive && end > room->log.last());
    if (!isEnd)
        cached.clear();
    room->loadingNewer = fetch(*room, {{}, id, {}, {}, limits::historyDefault}, cached);
}

void LogSync::setInterest(const RoomId &id, Interest interest)
{
    Room *room = m_rooms->find(id);
    if (!room)
        return;
    room->interest = interest;
    room->log.setBounds(boundsFor(interest));
    if (interest == Interest::Watched) {
        showCached(*room);
        return;
    }
    room->log.look({});
    if (!room->log.follows())
        announce(*room, room->log.forget(), Source::Cache);
    else
        announce(*room, {}, Source::Cache);
}

void LogSync::showCached(Room &room)
{
    const RoomId id = room.summary.id;
    seed(id);
    const auto missing = limits::historyDefault - room.log.events().size();
    if (room.log.isEmpty() || missing <= 0 || !room.log.hasOlder())
        return;
    const auto older = m_cache->before(id, room.log.first(), static_cast<int>(missing));
    if (!older.isEmpty())
        announce(room, room.log.prepend(older, older.front().seq > Seq{1}), Source::Cache);
}

bool LogSync::fetch(const Room &room, const protocol::GetHistory &wanted,
                    const QList<protocol::Event> &cached)
{
    if (cached.isEmpty() && !room.isLive)
        return false;
    if (cached.isEmpty()) {
        m_link->request(wanted, [this, wanted](const Result<ServerMessage> &answer) {
            finish(wanted, answer, Source::Server);
        });
    } else {
        const bool goesOn =
            wanted.after ? cached.back().seq < room.log.lastSeq() : cached.front().seq > Seq{1};
        // In the next turn, as a server's answer: who asks may be in the middle of laying out.
        QTimer::singleShot(0, this, [this, wanted, cached, goesOn] {
            finish(wanted, ServerMessage(protocol::History{{}, wanted.room, cached, goesOn}),
                   Source::Cache);
        });
    }
    Q_EMIT stateChanged(wanted.room);
    return true;
}

void LogSync::finish(const protocol::GetHistory &wanted, const Result<ServerMessage> &answer,
                     Source source)
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
                m_repair.start(std::max<std::chrono::milliseconds>(
                    answer.error().retryAfter.value_or(0ms), longPatience));
        }
        return;
    }
    if (!room->isJoined())
        return;
    const auto change = place(room->log, wanted, *page);
    announce(*room, change, source);
    // One who was away for long catches up page by page, without a pause.
    if (wanted.after && change.kind == Kind::Appended && hasHole(*room))
        loadNewer(wanted.room);
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

void LogSync::announce(Room &room, const LogChange &change, Source source)
{
    const RoomId id = room.summary.id;
    if (source == Source::Server)
        keep(room, change);
    if (change.kind != Kind::Nothing)
        Q_EMIT changed(id, change);
    if (const auto dropped = room.log.drop(); dropped.kind != Kind::Nothing)
        Q_EMIT changed(id, dropped);
    Q_EMIT stateChanged(id);
    expectEvents(id);
}

void LogSync::keep(const Room &room, const LogChange &change)
{
    const auto &events = room.log.events();
    switch (change.kind) {
    case Kind::Appended:
        m_cache->note(room.summary.id, events.last(change.count));
        return;
    case Kind::Prepended:
        m_cache->note(room.summary.id, events.first(change.count));
        return;
    case Kind::Replaced:
        m_cache->note(room.summary.id, events);
        return;
    case Kind::Nothing:
    case Kind::DroppedOldest:
    case Kind::DroppedNewest:
        return;
    }
}

void LogSync::updateLine(Room &room, const protocol::Event &event)
{
    auto &line = room.summary;
    if (event.seq <= line.lastSeq)
        return;
    line.lastSeq = event.seq;
    line.lastTime = event.time;
    if (event.notice)
        return;
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
        if (isWorthFilling(room, room.log.lastSeq()))
            loadNewer(id);
        else
            jumpToLatest(id);
    }
}

} // namespace hobnob::desktop
