// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomdirectory.h"

#include "shared/limits.h"
#include "shared/text.h"

#include <QDateTime>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

RoomDirectory::RoomDirectory(Store &store) : m_store(store)
{
    const auto rooms = store.roomsAtStart();
    for (const auto &room : rooms) {
        m_rooms.insert(room.id, room);
        m_names.insert({room.skeleton, room.skeleton}, room.id);
    }
    // Earlier versions let names pass that look alike now, so each comes first to what it had.
    for (const auto &room : rooms)
        m_names.insert(nameKeys(room.name), room.id);
}

void RoomDirectory::create(const QString &name, Store::Answer<RoomId> answer)
{
    const auto clean = cleanRoomName(name);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const NameKeys keys = nameKeys(*clean);
    if (m_names.find(keys)) {
        answer(Error{ErrorCode::RoomExists, u"There is a room of this name already."_s, u"name"_s});
        return;
    }
    make(*clean, keys, std::move(answer));
}

void RoomDirectory::ensure(const QString &name, Store::Answer<RoomId> answer)
{
    const auto clean = cleanRoomName(name);
    if (!clean) {
        answer(clean.error());
        return;
    }
    const NameKeys keys = nameKeys(*clean);
    const auto room = m_names.find(keys);
    if (!room)
        make(*clean, keys, std::move(answer));
    else if (const auto making = m_making.find(*room); making != m_making.end())
        making->append(std::move(answer));
    else
        answer(*room);
}

bool RoomDirectory::containsName(const QString &name) const
{
    const auto clean = cleanRoomName(name);
    return clean && m_names.find(nameKeys(*clean));
}

void RoomDirectory::make(const QString &name, const NameKeys &keys, Store::Answer<RoomId> answer)
{
    if (m_rooms.size() + m_making.size() >= limits::roomsPerServer) {
        answer(Error{ErrorCode::TooManyRooms, u"This server has as many rooms as it can have."_s});
        return;
    }
    const StoredRoom room{.id = RoomId(randomId()),
                          .name = name,
                          .skeleton = keys.folded,
                          .lastSeq = {},
                          .lastTime = Timestamp{QDateTime::currentMSecsSinceEpoch()},
                          .lastAuthor = {},
                          .lastText = {}};
    m_names.insert(keys, room.id);
    m_making[room.id].append(std::move(answer));
    m_store.createRoom(room,
                       [=, this](const Result<Done> &done) { finishMaking(room, keys, done); });
}

void RoomDirectory::finishMaking(const StoredRoom &room, const NameKeys &keys,
                                 const Result<Done> &done)
{
    const auto waiting = m_making.take(room.id);
    if (!done) {
        m_names.remove(keys, room.id);
    } else {
        m_rooms.insert(room.id, room);
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
