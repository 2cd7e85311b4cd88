// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storeclock.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of whom people do not want to hear of. Lives on the writer's thread.
class BlockTable final
{
public:
    /// Both outlive this object.
    BlockTable(Transaction &transaction, const StoreClock &clock)
        : m_transaction(transaction), m_clock(clock)
    {
    }

    /// Done as well when it is there; passed over when \a user is not known any more.
    [[nodiscard]] Result<Done> add(const UserId &user, const protocol::User &blocked);
    /// Done as well when there is none.
    [[nodiscard]] Result<Done> remove(const UserId &user, const UserId &blocked);

private:
    Transaction &m_transaction;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
