// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomdirectory.h"

#include "server/core/skeleton.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <QDateTime>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

RoomDirectory::RoomDirectory(Store &store) : m_store(store)
{
    for (const auto &room : store.roomsAtStart()) {
        m_rooms.insert(room.id, room);
        m_bySkeleton.insert(room.skeleton, room.id);
    }
}

void RoomDirectory::create(const QString &name, Store::Answer<RoomId> answer)
{
    const auto clean = cleanRoomName(name);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const QString key = skeleton(*clean);
    if (m_bySkeleton.contains(key) || m_making.contains(key)) {
        answer(Error{ErrorCode::RoomExists, u"There is a room of this name already."_s, u"name"_s});
        return;
    }
    make(*clean, key, std::move(answer));
}

void RoomDirectory::ensure(const QString &name, Store::Answer<RoomId> answer)
{
    const auto clean = cleanRoomName(name);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const QString key = skeleton(*clean);
    if (const auto found = m_bySkeleton.constFind(key); found != m_bySkeleton.constEnd())
        answer(RoomId(*found));
    else if (const auto making = m_making.find(key); making != m_making.end())
        making->append(std::move(answer));
    else
        make(*clean, key, std::move(answer));
}

bool RoomDirectory::containsName(const QString &name) const
{
    const auto clean = cleanRoomName(name);
    const QString key = clean ? skeleton(*clean) : QString();
    return m_bySkeleton.contains(key) || m_making.contains(key);
}

void RoomDirectory::make(const QString &name, const QString &skeleton, Store::Answer<RoomId> answer)
{
    if (m_rooms.size() + m_making.size() >= limits::roomsPerServer) {
        answer(Error{ErrorCode::TooManyRooms, u"This server has as many rooms as it can have."_s});
        return;
    }
    m_making[skeleton].append(std::move(answer));
    const StoredRoom room{.id = RoomId(randomId()),
                          .name = name,
                          .skeleton = skeleton,
                          .lastSeq = {},
                          .lastTime = Timestamp{QDateTime::currentMSecsSinceEpoch()},
                          .lastAuthor = {},
                          .lastText = {}};
    m_store.createRoom(room, [this, room](const Result<Done> &done) { finishMaking(room, done); });
}

void RoomDirectory::finishMaking(const StoredRoom &room, const Result<Done> &done)
{
    const auto waiting = m_making.take(room.skeleton);
    if (done) {
        m_rooms.insert(room.id, room);
        m_bySkeleton.insert(room.skeleton, room.id);
        Q_EMIT roomCreated(room.id);
    }
    for (const auto &answer : waiting)
        answer(done ? Result<RoomId>(room.id) : Result<RoomId>(done.error()));
}

void RoomDirectory::noteEvent(const RoomId &room, const protocol::Event &event)
{
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end() || event.seq <= found->lastSeq)
        return;
    found->lastSeq = event.seq;
    found->lastTime = event.time;
    found->lastAuthor = event.author.name;
    found->lastText = excerpt(event.text, limits::excerptCharacters);
}

Seq RoomDirectory::lastSeq(const RoomId &room) const
{
    const auto found = m_rooms.constFind(room);
    return found == m_rooms.constEnd() ? Seq{} : found->lastSeq;
}

protocol::RoomSummary RoomDirectory::summary(const RoomId &room) const
{
    const auto found = m_rooms.constFind(room);
    if (found == m_rooms.constEnd())
        return {};
    return {.id = found->id,
            .name = found->name,
            .lastSeq = found->lastSeq,
            .lastTime = found->lastTime,
            .lastAuthor = found->lastAuthor,
            .lastText = found->lastText,
            .memberCount = 0};
}

} // namespace hobnob::server
