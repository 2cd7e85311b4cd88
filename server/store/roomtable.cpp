// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/roomtable.h"

#include "server/store/roomsql.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<Done> RoomTable::create(const StoredRoom &room)
{
    const RoomTail tail{m_tails.nextNumber(), Seq{}, room.lastTime};
    const auto inserted =
        m_transaction.write(sql::insertRoom, tail.number, room.id.value(), room.name, room.skeleton,
                            milliseconds(room.lastTime));
    if (!inserted)
        return inserted.error();
    if (*inserted == 0) {
        return Error{ErrorCode::RoomExists, u"There is already a room with this name."_s,
                     u"name"_s};
    }
    m_tails.set(room.id, tail);
    return Done{};
}

Result<Done> RoomTable::writeTails()
{
    const QList<RoomTail> changed = m_tails.changed();
    for (const RoomTail &tail : changed) {
        const auto written = m_transaction.write(sql::updateRoomTail, number(tail.lastSeq),
                                                 milliseconds(tail.lastTime), tail.lastAuthor,
                                                 tail.lastText, tail.number);
        if (!written)
            return written.error();
    }
    return Done{};
}

} // namespace hobnob::server
