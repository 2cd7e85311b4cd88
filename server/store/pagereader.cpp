// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/pagereader.h"

#include "server/store/eventrow.h"
#include "server/store/roomsql.h"
#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

Result<Page> readPage(Connection &connection, const PageRequest &request)
{
    const bool upwards = request.after.has_value();
    const qint64 after = number(request.after.value_or(Seq{}));
    const qint64 before = number(request.before.value_or(Seq{limits::maxInteger}));
    const qsizetype limit = qMax(request.limit, 0);
    Statement select(connection, upwards ? sql::selectEventsUp : sql::selectEventsDown);
    // One more than asked for tells whether the log goes on.
    select.bind(request.room.value()).bind(after).bind(before).bind(limit + 1);
    Page page;
    qint64 bytes = 0;
    if (select.run()) {
        // Rows come from the bound outwards, so what a full page leaves out is the far end.
        while (!page.more && select.next()) {
            protocol::Event event = eventFromRow(select);
            bytes += event.text.toUtf8().size();
            page.more = page.events.size() == limit ||
                        (!page.events.isEmpty() && bytes > limits::historyBytes);
            if (!page.more)
                page.events.append(std::move(event));
        }
    }
    if (const QSqlError error = select.error(); error.isValid()) {
        qCWarning(storeLog) << "Cannot read a page:" << error.databaseText();
        return storageFailed(error);
    }
    if (!upwards)
        std::reverse(page.events.begin(), page.events.end());
    return page;
}

} // namespace hobnob::server
