// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/roomtable.h"

#include "server/store/roomsql.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error nameTaken()
{
    return {ErrorCode::RoomExists, u"There is already a room with this name."_s, u"name"_s};
}

} // namespace

Result<Done> RoomTable::create(const StoredRoom &room)
{
    const RoomTail tail{m_tails.nextNumber(), Seq{}, room.lastTime};
    const protocol::RoomRules &rules = room.rules;
    const auto inserted = m_transaction.write(
        sql::insertRoom, tail.number, room.id, room.kind, room.name, room.skeleton, room.directKey,
        room.topic, room.description, rules.post, rules.invite, rules.pin, rules.slowMode,
        qint64(room.archived), room.picture, room.lastTime);
    if (!inserted)
        return inserted.error();
    if (*inserted == 0) {
        if (room.kind == protocol::RoomKind::Direct)
            return Error{ErrorCode::RoomExists, u"These people have a room already."_s};
        return nameTaken();
    }
    m_tails.set(room.id, tail);
    return Done{};
}

Result<Done> RoomTable::update(const StoredRoom &room)
{
    const auto number = numberOf(room.id);
    if (!number)
        return number.error();
    if (room.kind == protocol::RoomKind::Public) {
        const auto namesake = m_transaction.selectOne(
            sql::selectNamesake, [](const Statement &) { return true; }, room.skeleton, *number);
        if (!namesake)
            return namesake.error();
        if (*namesake)
            return nameTaken();
    }
    const protocol::RoomRules &rules = room.rules;
    return m_transaction.change(sql::updateRoom, room.kind, room.name, room.skeleton, room.topic,
                                room.description, rules.post, rules.invite, rules.pin,
                                rules.slowMode, qint64(room.archived), room.picture, *number);
}

Result<RoomTable::Removed> RoomTable::remove(const RoomId &room)
{
    const auto number = numberOf(room);
    if (!number)
        return Removed::Nothing;
    for (const QString &sql :
         {sql::deleteMentionsIn, sql::deleteReadsIn, sql::deleteEventsIn, sql::deleteRoom}) {
        if (const auto removed = m_transaction.change(sql, *number); !removed)
            return removed.error();
    }
    m_tails.remove(room);
    return Removed::Room;
}

Result<qint64> RoomTable::numberOf(const RoomId &room) const
{
    if (!m_tails.contains(room))
        return Error{ErrorCode::RoomUnknown, u"There is no such room."_s, u"room"_s};
    return m_tails.tail(room).number;
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
