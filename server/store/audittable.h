// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/auditentry.h"
#include "server/store/storeclock.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of the audit log: rows are added, never changed. Lives on the writer's thread.
class AuditTable final
{
public:
    /// Both outlive this object.
    AuditTable(Transaction &transaction, const StoreClock &clock)
        : m_transaction(transaction), m_clock(clock)
    {
    }

    [[nodiscard]] Result<Done> add(const AuditEntry &entry);

private:
    Transaction &m_transaction;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
