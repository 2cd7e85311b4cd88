// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/statement.h"

namespace hobnob::server
{

/// How many columns a person has in a query; the queries in peoplesql.h name them in this order.
inline constexpr int personColumns = 12;

[[nodiscard]] inline StoredPerson personFromRow(const Statement &row)
{
    const qint64 colour = row.integer(4);
    return {.user = {UserId{row.text(0)}, row.text(2)},
            .kind = row.word<protocol::PersonKind>(1),
            .status = row.text(3),
            .colour = colour < 0 ? std::nullopt : std::optional(colour),
            .picture = row.text(11),
            .created = Timestamp{row.integer(5)},
            .seen = Timestamp{row.integer(6)},
            .login = row.text(7),
            .role = row.word<protocol::ServerRole>(8),
            .state = row.word<AccountState>(9),
            .twoFactor = row.integer(10) > 0};
}

} // namespace hobnob::server
