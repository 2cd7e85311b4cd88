// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storeclock.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of links. Lives on the writer's thread.
class LinkTable final
{
public:
    /// Both outlive this object.
    LinkTable(Transaction &transaction, const StoreClock &clock)
        : m_transaction(transaction), m_clock(clock)
    {
    }

    [[nodiscard]] Result<Done> make(const StoredLink &link);
    /// Errors: LinkUnknown, StorageFailed.
    [[nodiscard]] Result<StoredLink> find(const QByteArray &codeHash);
    /// Once less from now on. Answers the link as it was. Errors: LinkUnknown, StorageFailed.
    [[nodiscard]] Result<StoredLink> use(const QByteArray &codeHash);
    /// Those that can still be used, the oldest first.
    [[nodiscard]] Result<QList<StoredLink>> list();
    /// Errors: LinkUnknown, StorageFailed.
    [[nodiscard]] Result<Done> remove(const QByteArray &codeHash);
    [[nodiscard]] Result<Done> remove(protocol::LinkKind kind);
    /// Those that are about this person.
    [[nodiscard]] Result<Done> removeFor(const UserId &user);
    [[nodiscard]] Result<Done> removeExpired();

    [[nodiscard]] static Error unknown();

private:
    Transaction &m_transaction;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
