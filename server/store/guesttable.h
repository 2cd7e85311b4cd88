// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readtable.h"
#include "server/store/storeclock.h"

namespace hobnob::server
{

/// The SQL of guests. Lives on the writer's thread.
class GuestTable final
{
public:
    /// The arguments outlive this object.
    GuestTable(Transaction &transaction, ReadTable &reads, const StoreClock &clock)
        : m_transaction(transaction), m_reads(reads), m_clock(clock)
    {
    }

    [[nodiscard]] Result<Done> save(const StoredGuest &guest);
    /// Errors: TokenUnknown, StorageFailed.
    [[nodiscard]] Result<StoredGuest> find(const QByteArray &tokenHash);
    [[nodiscard]] Result<Done> forget(const UserId &user);
    [[nodiscard]] Result<Done> forgetSeenBefore(Timestamp time);

private:
    Transaction &m_transaction;
    ReadTable &m_reads;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
