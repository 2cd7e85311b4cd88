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
using protocol::RoomKind;

RoomDirectory::RoomDirectory(RoomStore &store) : m_store(store)
{
    const auto rooms = store.roomsAtStart();
    for (const auto &room : rooms) {
        m_rooms.insert(room.id, room);
        if (room.kind == RoomKind::Public)
            m_names.insert({room.skeleton, room.skeleton}, room.id);
    }
    // Earlier versions let names pass that look alike now, so each comes first to what it had.
    for (const auto &room : rooms)
        index(room);
}

void RoomDirectory::index(const StoredRoom &room)
{
    if (room.kind == RoomKind::Public) {
        m_public.insert(room.id);
        m_names.insert(nameKeys(room.name), room.id);
    } else if (room.kind == RoomKind::Direct) {
        m_directs.insert(room.directKey, room.id);
    }
}

void RoomDirectory::unindex(const StoredRoom &room)
{
    if (room.kind == RoomKind::Public) {
        m_public.remove(room.id);
        m_names.remove(nameKeys(room.name), room.id);
        m_names.remove({room.skeleton, room.skeleton}, room.id);
    } else if (room.kind == RoomKind::Direct) {
        m_directs.remove(room.directKey);
    }
}

std::optional<RoomId> RoomDirectory::rivalOf(const NewRoom &room) const
{
    if (room.kind == RoomKind::Public)
        return m_names.find(nameKeys(room.name));
    return room.kind == RoomKind::Direct ? findDirect(room.directKey) : std::nullopt;
}

void RoomDirectory::create(const NewRoom &room, RoomStore::Answer<RoomId> answer)
{
    if (rivalOf(room)) {
        answer(Error{ErrorCode::RoomExists, u"There is a room of this name already."_s, u"name"_s});
        return;
    }
    make(room, [answer = std::move(answer)](const Result<Found> &found) {
        answer(found ? Result<RoomId>(found->room) : Result<RoomId>(found.error()));
    });
}

void RoomDirectory::ensure(const NewRoom &room, RoomStore::Answer<Found> answer)
{
    const auto rival = rivalOf(room);
    if (!rival)
        make(room, std::move(answer));
    else if (const auto making = m_making.find(*rival); making != m_making.end())
        making->append(std::move(answer));
    else
        answer(Found{*rival});
}

std::optional<Error> RoomDirectory::refusal(RoomKind kind) const
{
    const bool isPublic = kind == RoomKind::Public;
    const qsizetype there =
        m_making.size() + (isPublic ? m_public.size() : m_rooms.size() - m_public.size());
    if (there < (isPublic ? limits::roomsPerServer : limits::quietRoomsPerServer))
        return std::nullopt;
    return Error{ErrorCode::TooManyRooms, u"This server has as many rooms as it can have."_s};
}

void RoomDirectory::make(const NewRoom &wanted, RoomStore::Answer<Found> answer)
{
    if (const auto error = refusal(wanted.kind)) {
        answer(*error);
        return;
    }
    const bool isPublic = wanted.kind == RoomKind::Public;
    StoredRoom room{.id = RoomId(randomId()),
                    .name = wanted.name,
                    .skeleton = nameKeys(wanted.name).folded,
                    .lastTime = Timestamp{QDateTime::currentMSecsSinceEpoch()}};
    room.kind = wanted.kind;
    room.topic = wanted.topic;
    room.directKey = wanted.directKey;
    if (isPublic)
        m_names.insert(nameKeys(room.name), room.id);
    else if (room.kind == RoomKind::Direct)
        m_directs.insert(room.directKey, room.id);
    m_making[room.id].append(std::move(answer));
    auto members = wanted.members;
    for (auto &member : members)
        member.room = room.id;
    m_store.createRoom(room, members,
                       [=, this](const Result<Done> &done) { finishMaking(room, done); });
}

void RoomDirectory::finishMaking(const StoredRoom &room, const Result<Done> &done)
{
    const auto waiting = m_making.take(room.id);
    if (done) {
        m_rooms.insert(room.id, room);
        index(room);
        Q_EMIT roomCreated(room.id);
    } else {
        unindex(room);
    }
    for (qsizetype i = 0; i < waiting.size(); ++i)
        waiting[i](done ? Result<Found>(Found{room.id, i == 0}) : Result<Found>(done.error()));
}

bool RoomDirectory::holdName(const QString &name, const RoomId &room)
{
    const NameKeys keys = nameKeys(name);
    for (const RoomId &holder : m_names.holdersOf(keys)) {
        if (holder != room)
            return false;
    }
    m_names.insert(keys, room);
    return true;
}

void RoomDirectory::freeName(const QString &name, const RoomId &room)
{
    m_names.remove(nameKeys(name), room);
    if (const auto found = m_rooms.constFind(room); found != m_rooms.constEnd())
        index(*found);
}

void RoomDirectory::change(const StoredRoom &changed)
{
    const auto found = m_rooms.find(changed.id);
    if (found == m_rooms.end())
        return;
    unindex(*found);
    const StoredRoom before = std::exchange(*found, changed);
    found->lastSeq = before.lastSeq;
    found->lastTime = before.lastTime;
    found->lastAuthor = before.lastAuthor;
    found->lastText = before.lastText;
    index(*found);
    Q_EMIT roomChanged(changed.id);
}

void RoomDirectory::remove(const RoomId &room)
{
    if (!contains(room))
        return;
    unindex(m_rooms.take(room));
    Q_EMIT roomRemoved(room);
}

bool RoomDirectory::containsName(const QString &name) const
{
    const auto clean = cleanRoomName(name);
    return clean && m_names.find(nameKeys(*clean));
}

std::optional<RoomId> RoomDirectory::findDirect(const QString &key) const
{
    const auto found = m_directs.constFind(key);
    return found == m_directs.constEnd() ? std::nullopt : std::optional(*found);
}

void RoomDirectory::noteEvent(const RoomId &room, const protocol::Event &event)
{
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end() || event.seq <= found->lastSeq)
        return;
    found->lastSeq = event.seq;
    found->lastTime = event.time;
    if (event.notice)
        return;
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
            .memberCount = 0,
            .kind = found->kind,
            .topic = found->topic,
            .picture = found->picture.isEmpty() ? std::nullopt : std::optional(found->picture),
            .archived = found->archived,
            .rules = found->rules};
}

} // namespace hobnob::server
