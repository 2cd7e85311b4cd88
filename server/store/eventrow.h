// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/statement.h"
#include "server/store/store.h"

namespace hobnob::server
{

/// How many columns an event has in a query; the queries in sql.h name them in this order.
inline constexpr int eventColumns = 6;

[[nodiscard]] inline protocol::Event eventFromRow(const Statement &row)
{
    return {Seq{row.integer(0)},
            Timestamp{row.integer(1)},
            {UserId{row.text(2)}, row.text(3)},
            ClientId{row.text(4)},
            row.text(5)};
}

} // namespace hobnob::server
