// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/reporttable.h"

#include "server/store/moderationsql.h"
#include "shared/limits.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

qint64 firstInteger(const Statement &row)
{
    return row.integer(0);
}

Error noSuchEvent()
{
    return {ErrorCode::EventUnknown, u"There is no such message."_s, u"seq"_s};
}

} // namespace

Result<AddedReport> ReportTable::add(const NewReport &report)
{
    const auto room = m_rooms.numberOf(report.room);
    if (!room)
        return noSuchEvent();
    const auto event =
        m_transaction.selectOne(sql::selectReportedSeq, &firstInteger, *room, report.seq);
    if (!event)
        return event.error();
    if (!*event)
        return noSuchEvent();
    const auto before = findWaiting(*room, report);
    if (!before)
        return before.error();
    if (*before)
        return AddedReport{.number = **before, .repeated = true};
    const auto waiting =
        m_transaction.selectOne(sql::countReportsWaitingOf, &firstInteger, report.reporter.id);
    if (!waiting)
        return waiting.error();
    if (waiting->value_or(0) >= limits::reportsPerUser) {
        return Error{ErrorCode::Busy,
                     u"Many of your reports wait for somebody to look at them. Try again later."_s};
    }
    const auto added =
        m_transaction.change(sql::insertReport, *room, report.seq, report.reporter.id,
                             report.reporter.name, report.reason, m_clock());
    if (!added)
        return added.error();
    const auto number = findWaiting(*room, report);
    if (!number)
        return number.error();
    Q_ASSERT(*number);
    return AddedReport{.number = **number};
}

Result<ResolvedReport> ReportTable::resolve(qint64 number,
                                            const std::optional<QList<RoomId>> &rooms,
                                            const protocol::User &by, const QString &note)
{
    const auto found = m_transaction.selectOne(
        sql::selectWaitingReport,
        [](const Statement &row) {
            return ResolvedReport{
                RoomId{row.text(0)}, row.text(1), {UserId{row.text(2)}, row.text(3)}};
        },
        number);
    if (!found)
        return found.error();
    if (!*found || (rooms && !rooms->contains((*found)->room))) {
        return Error{ErrorCode::ReportUnknown,
                     u"There is no such report, or somebody looked at it before."_s, u"number"_s};
    }
    const auto resolved =
        m_transaction.change(sql::resolveReport, m_clock(), by.id, by.name, note, number);
    if (!resolved)
        return resolved.error();
    return **found;
}

Result<std::optional<qint64>> ReportTable::findWaiting(qint64 room, const NewReport &report)
{
    return m_transaction.selectOne(sql::selectReportNumber, &firstInteger, room, report.seq,
                                   report.reporter.id);
}

} // namespace hobnob::server
