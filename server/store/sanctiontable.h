// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomtable.h"
#include "server/store/storeclock.h"

namespace hobnob::server
{

/// The SQL of mutes and bans. Lives on the writer's thread.
class SanctionTable final
{
public:
    /// The arguments outlive this object.
    SanctionTable(Transaction &transaction, const RoomTable &rooms, const StoreClock &clock)
        : m_transaction(transaction), m_rooms(rooms), m_clock(clock)
    {
    }

    /// In the place of one of the same kind for the same person. Errors: RoomUnknown,
    /// StorageFailed.
    [[nodiscard]] Result<Done> impose(const StoredSanction &sanction);
    /// Done as well when there is none. Errors: RoomUnknown, StorageFailed.
    [[nodiscard]] Result<Done> lift(const RoomId &room, const UserId &user,
                                    protocol::SanctionKind kind);
    [[nodiscard]] Result<Done> removeExpired();

private:
    Transaction &m_transaction;
    const RoomTable &m_rooms;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
