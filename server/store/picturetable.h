// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storeclock.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of images, their writing half. Lives on the writer's thread.
class PictureTable final
{
public:
    /// Both outlive this object.
    PictureTable(Transaction &transaction, const StoreClock &clock)
        : m_transaction(transaction), m_clock(clock)
    {
    }

    /// Also when it is there: it is as good as new then.
    [[nodiscard]] Result<Done> keep(const QString &name, const QByteArray &png);
    /// Those that neither people nor rooms have, but for the newest: whoever brought them will
    /// have them in a moment.
    [[nodiscard]] Result<Done> removeUnused();

private:
    Transaction &m_transaction;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
