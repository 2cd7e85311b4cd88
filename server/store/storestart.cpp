// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storestart.h"

#include "server/store/peoplesql.h"
#include "server/store/roomsql.h"
#include "server/store/sql.h"
#include "server/store/statement.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<StoreStart> readStart(Connection &connection)
{
    const auto failure = [&](const Statement &statement) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot read %1: %2. Restore a copy or choose another data folder with "
                     "--data."_s.arg(connection.file(), statement.error().databaseText())};
    };
    Statement insertEpoch(connection, sql::insertEpoch);
    if (!insertEpoch.bind(randomId()).run())
        return failure(insertEpoch);
    Statement selectEpoch(connection, sql::selectEpoch);
    if (!selectEpoch.run() || !selectEpoch.next())
        return failure(selectEpoch);
    Statement countAdministrators(connection, sql::countOtherAdministrators);
    if (!countAdministrators.bind(QString()).run() || !countAdministrators.next())
        return failure(countAdministrators);
    StoreStart start{selectEpoch.text(0), countAdministrators.integer(0) > 0, {}, {}};
    Statement select(connection, sql::selectRooms);
    if (!select.run())
        return failure(select);
    while (select.next()) {
        const RoomId id{select.text(1)};
        const RoomTail tail{select.integer(0), Seq{select.integer(4)}, Timestamp{select.integer(5)},
                            select.text(6), select.text(7)};
        start.rooms.append({id, select.text(2), select.text(3), tail.lastSeq, tail.lastTime,
                            tail.lastAuthor, tail.lastText});
        start.tails.insert(id, tail);
    }
    if (select.error().isValid())
        return failure(select);
    return start;
}

} // namespace hobnob::server
