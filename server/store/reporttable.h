// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/moderationstore.h"
#include "server/store/roomtable.h"
#include "server/store/storeclock.h"

namespace hobnob::server
{

/// What became of a report, and what it was about.
struct ResolvedReport {
    RoomId room;
    QString roomName;
    /// Who wrote what was reported.
    protocol::User author;
};

/// The SQL of reports, their writing half. Lives on the writer's thread.
class ReportTable final
{
public:
    /// The arguments outlive this object.
    ReportTable(Transaction &transaction, const RoomTable &rooms, const StoreClock &clock)
        : m_transaction(transaction), m_rooms(rooms), m_clock(clock)
    {
    }

    /// See ModerationStore::addReport().
    [[nodiscard]] Result<AddedReport> add(const NewReport &report);
    /// See ModerationStore::resolveReport().
    [[nodiscard]] Result<ResolvedReport> resolve(qint64 number,
                                                 const std::optional<QList<RoomId>> &rooms,
                                                 const protocol::User &by, const QString &note);

private:
    /// The number of what this person reported of this event and nobody looked at yet.
    [[nodiscard]] Result<std::optional<qint64>> findWaiting(qint64 room, const NewReport &report);

    Transaction &m_transaction;
    const RoomTable &m_rooms;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
