// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/moderationreader.h"

#include "server/store/eventrow.h"
#include "server/store/moderationsql.h"
#include "server/store/rows.h"
#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

namespace
{

protocol::Report reportFromRow(const Statement &row)
{
    constexpr int first = eventColumns;
    protocol::Report report{.number = row.integer(first),
                            .room = RoomId{row.text(first + 1)},
                            .roomName = row.text(first + 2),
                            .event = eventFromRow(row),
                            .reporter = {UserId{row.text(first + 3)}, row.text(first + 4)},
                            .reason = row.text(first + 5),
                            .created = Timestamp{row.integer(first + 6)}};
    if (const Timestamp resolved{row.integer(first + 7)}; resolved != Timestamp{}) {
        report.resolved = resolved;
        report.resolvedBy = {UserId{row.text(first + 8)}, row.text(first + 9)};
        report.note = row.text(first + 10);
    }
    return report;
}

AuditEntry auditFromRow(const Statement &row)
{
    return {.number = row.integer(0),
            .time = Timestamp{row.integer(1)},
            .actor = {UserId{row.text(2)}, row.text(3)},
            .action = row.text(4),
            .room = RoomId{row.text(5)},
            .roomName = row.text(6),
            .subject = {UserId{row.text(7)}, row.text(8)},
            .details = row.text(9)};
}

/// Newest first, and no more than \a most.
Result<QList<qint64>> reportNumbers(Connection &connection, const ReportQuery &query, qint64 most)
{
    const auto firstInteger = [](const Statement &row) { return row.integer(0); };
    const qint64 before = query.before.value_or(limits::maxInteger);
    const qint64 resolved = query.resolved ? 1 : 0;
    if (!query.rooms) {
        return selectRows(connection, sql::selectReportNumbers, firstInteger, before, resolved,
                          most);
    }
    QList<qint64> numbers;
    for (const RoomId &room : *query.rooms) {
        const auto ofRoom = selectRows(connection, sql::selectReportNumbersIn, firstInteger, room,
                                       before, resolved, most);
        if (!ofRoom)
            return ofRoom;
        numbers += *ofRoom;
    }
    std::sort(numbers.begin(), numbers.end(), std::greater());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers.first(std::min<qsizetype>(most, numbers.size()));
}

} // namespace

Result<ReportPage> readReports(Connection &connection, const ReportQuery &query)
{
    const qsizetype limit = qMax(query.limit, 0);
    // One more than asked for tells whether there are more.
    const auto numbers = reportNumbers(connection, query, limit + 1);
    if (!numbers)
        return numbers.error();
    ReportPage page;
    qint64 bytes = 0;
    for (const qint64 number : *numbers) {
        if (page.reports.size() == limit) {
            page.more = true;
            break;
        }
        const auto found = selectRows(connection, sql::selectReport, &reportFromRow, number);
        if (!found)
            return found.error();
        if (found->isEmpty())
            continue;
        bytes += found->first().event.text.toUtf8().size();
        page.more = !page.reports.isEmpty() && bytes > limits::historyBytes;
        if (page.more)
            break;
        page.reports.append(found->first());
    }
    return page;
}

Result<AuditPage> readAudit(Connection &connection, const AuditQuery &query)
{
    const qsizetype limit = qMax(query.limit, 0);
    const qint64 before = query.before.value_or(limits::maxInteger);
    const Timestamp since = query.since.value_or(Timestamp{});
    const qint64 most = limit + 1;
    auto entries =
        query.room ? selectRows(connection, sql::selectAuditOf, &auditFromRow, *query.room, before,
                                since, most)
                   : selectRows(connection, sql::selectAudit, &auditFromRow, before, since, most);
    if (!entries)
        return entries.error();
    const bool more = entries->size() > limit;
    return AuditPage{entries->first(std::min(limit, entries->size())), more};
}

Result<QByteArray> readPicture(Connection &connection, const QString &name)
{
    const auto images = selectRows(
        connection, sql::selectPicture, [](const Statement &row) { return row.bytes(0); }, name);
    if (!images)
        return images.error();
    return images->value(0);
}

} // namespace hobnob::server
