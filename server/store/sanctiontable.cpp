// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sanctiontable.h"

#include "server/store/roomsql.h"

namespace hobnob::server
{

Result<Done> SanctionTable::impose(const StoredSanction &sanction)
{
    const auto room = m_rooms.numberOf(sanction.room);
    if (!room)
        return room.error();
    const protocol::Sanction &made = sanction.sanction;
    return m_transaction.change(sql::saveSanction, *room, made.person.id, made.person.name,
                                made.kind, made.reason, made.by.id, made.by.name, made.created,
                                made.ends.value_or(Timestamp{}));
}

Result<Done> SanctionTable::lift(const RoomId &room, const UserId &user,
                                 protocol::SanctionKind kind)
{
    const auto number = m_rooms.numberOf(room);
    if (!number)
        return number.error();
    return m_transaction.change(sql::deleteSanction, *number, user, kind);
}

Result<Done> SanctionTable::removeExpired()
{
    return m_transaction.change(sql::deleteDeadSanctions, m_clock());
}

} // namespace hobnob::server
