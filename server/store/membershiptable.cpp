// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/membershiptable.h"

#include "server/store/roomsql.h"

namespace hobnob::server
{

Result<Done> MembershipTable::save(const StoredMembership &membership)
{
    const auto room = m_rooms.numberOf(membership.room);
    if (!room)
        return room.error();
    return m_transaction.change(sql::insertMembership, *room, membership.role, membership.joined,
                                membership.user);
}

Result<Done> MembershipTable::remove(const UserId &user, const RoomId &room)
{
    const auto number = m_rooms.numberOf(room);
    if (!number)
        return number.error();
    return m_transaction.change(sql::deleteMembership, user, *number);
}

} // namespace hobnob::server
