// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storeclock.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of what everybody is told. Lives on the writer's thread.
class AnnouncementTable final
{
public:
    /// Both outlive this object.
    AnnouncementTable(Transaction &transaction, const StoreClock &clock)
        : m_transaction(transaction), m_clock(clock)
    {
    }

    /// In the place of what stands; answers what stands then, with its time.
    [[nodiscard]] Result<std::optional<protocol::Announcement>>
    replace(const std::optional<protocol::Announcement> &announcement);

private:
    Transaction &m_transaction;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
