// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomtable.h"

namespace hobnob::server
{

/// The SQL of who is in a room for good. Lives on the writer's thread.
class MembershipTable final
{
public:
    /// Both outlive this object.
    MembershipTable(Transaction &transaction, const RoomTable &rooms)
        : m_transaction(transaction), m_rooms(rooms)
    {
    }

    /// Makes it, or gives it this role; somebody who is not known any more is passed over. Errors:
    /// RoomUnknown, StorageFailed.
    [[nodiscard]] Result<Done> save(const StoredMembership &membership);
    /// Done as well when there is none. Errors: RoomUnknown, StorageFailed.
    [[nodiscard]] Result<Done> remove(const UserId &user, const RoomId &room);

private:
    Transaction &m_transaction;
    const RoomTable &m_rooms;
};

} // namespace hobnob::server
