// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomtails.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of rooms. Lives on the writer's thread.
class RoomTable final
{
public:
    /// Both outlive this object.
    RoomTable(Transaction &transaction, RoomTails &tails)
        : m_transaction(transaction), m_tails(tails)
    {
    }

    /// Errors: RoomExists, StorageFailed.
    [[nodiscard]] Result<Done> create(const StoredRoom &room);
    /// All but what follows from its log, and who a direct room is between. Errors: RoomUnknown,
    /// RoomExists, StorageFailed.
    [[nodiscard]] Result<Done> update(const StoredRoom &room);
    enum class Removed { Room, Nothing };
    /// With all that belongs to it; nothing when there is none.
    [[nodiscard]] Result<Removed> remove(const RoomId &room);
    /// Errors: RoomUnknown.
    [[nodiscard]] Result<qint64> numberOf(const RoomId &room) const;
    /// Notes in the room list's rows where the logs end now.
    [[nodiscard]] Result<Done> writeTails();

private:
    Transaction &m_transaction;
    RoomTails &m_tails;
};

} // namespace hobnob::server
