// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/statement.h"
#include "server/store/store.h"

namespace hobnob::server
{

/// How many columns an event has in a query; the queries in roomsql.h name them in this order.
inline constexpr int eventColumns = 10;

[[nodiscard]] inline protocol::Event eventFromRow(const Statement &row)
{
    protocol::Event event{Seq{row.integer(0)},
                          Timestamp{row.integer(1)},
                          {UserId{row.text(2)}, row.text(3)},
                          ClientId{row.text(4)},
                          row.text(5)};
    if (!row.text(6).isEmpty()) {
        protocol::Notice &notice = event.notice.emplace();
        notice.kind = row.word<protocol::NoticeKind>(6);
        if (const UserId subject{row.text(7)}; !subject.isEmpty())
            notice.subject = {subject, row.text(8)};
    }
    if (row.integer(9) != 0)
        event.bot = true;
    return event;
}

} // namespace hobnob::server
