// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/roomdirectory.h"

#include "shared/limits.h"

namespace hobnob::desktop
{

RoomLog::Bounds boundsFor(Interest interest)
{
    if (interest == Interest::Watched)
        return {};
    return {60, limits::historyDefault};
}

Room &RoomDirectory::obtain(const RoomId &id)
{
    auto &room = m_rooms[id];
    if (!room) {
        room = std::make_unique<Room>();
        room->summary.id = id;
        room->log.setBounds(boundsFor(room->interest));
    }
    return *room;
}

Room *RoomDirectory::find(const RoomId &id)
{
    const auto it = m_rooms.find(id);
    return it == m_rooms.end() ? nullptr : it->second.get();
}

const Room *RoomDirectory::find(const RoomId &id) const
{
    const auto it = m_rooms.find(id);
    return it == m_rooms.end() ? nullptr : it->second.get();
}

const Room *RoomDirectory::findByName(QStringView name) const
{
    for (const auto &[id, room] : m_rooms) {
        if (name.compare(room->summary.name, Qt::CaseInsensitive) == 0)
            return room.get();
    }
    return nullptr;
}

Room &RoomDirectory::update(const protocol::RoomSummary &summary)
{
    Room &room = obtain(summary.id);
    auto line = summary;
    if (summary.lastSeq < room.summary.lastSeq) {
        // What was said last we know better.
        line.lastSeq = room.summary.lastSeq;
        line.lastTime = room.summary.lastTime;
        line.lastAuthor = room.summary.lastAuthor;
        line.lastText = room.summary.lastText;
    }
    room.summary = line;
    room.log.hearOf(line.lastSeq);
    return room;
}

QList<RoomId> RoomDirectory::ids() const
{
    QList<RoomId> ids;
    ids.reserve(count());
    for (const auto &[id, room] : m_rooms)
        ids.append(id);
    return ids;
}

QList<RoomId> RoomDirectory::joined() const
{
    QList<RoomId> ids;
    for (const auto &[id, room] : m_rooms) {
        if (room->isJoined())
            ids.append(id);
    }
    return ids;
}

} // namespace hobnob::desktop
