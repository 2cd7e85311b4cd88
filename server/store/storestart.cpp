// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/storestart.h"

#include "server/store/botsql.h"
#include "server/store/hooksql.h"
#include "server/store/hooktable.h"
#include "server/store/moderationsql.h"
#include "server/store/peoplesql.h"
#include "server/store/personrow.h"
#include "server/store/roomsql.h"
#include "server/store/rows.h"
#include "server/store/sql.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

struct ListedRoom {
    StoredRoom room;
    RoomTail tail;
};

ListedRoom roomFromRow(const Statement &row)
{
    const StoredRoom room{.id = RoomId{row.text(1)},
                          .name = row.text(3),
                          .skeleton = row.text(4),
                          .lastSeq = Seq{row.integer(14)},
                          .lastTime = Timestamp{row.integer(15)},
                          .lastAuthor = row.text(16),
                          .lastText = row.text(17),
                          .kind = row.word<protocol::RoomKind>(2),
                          .directKey = row.text(5),
                          .topic = row.text(6),
                          .description = row.text(7),
                          .rules = {.post = row.word<protocol::Role>(8),
                                    .invite = row.word<protocol::Role>(9),
                                    .pin = row.word<protocol::Role>(10),
                                    .slowMode = row.integer(11)},
                          .archived = row.integer(12) != 0,
                          .picture = row.text(13)};
    return {room, {row.integer(0), room.lastSeq, room.lastTime, room.lastAuthor, room.lastText}};
}

StoredMembership membershipFromRow(const Statement &row)
{
    return {RoomId{row.text(0)}, UserId{row.text(1)}, row.word<protocol::Role>(2),
            Timestamp{row.integer(3)}};
}

StoredSanction sanctionFromRow(const Statement &row)
{
    const Timestamp ends{row.integer(8)};
    return {RoomId{row.text(0)},
            {.kind = row.word<protocol::SanctionKind>(1),
             .person = {UserId{row.text(2)}, row.text(3)},
             .by = {UserId{row.text(4)}, row.text(5)},
             .reason = row.text(6),
             .created = Timestamp{row.integer(7)},
             .ends = ends == Timestamp{} ? std::nullopt : std::optional(ends)}};
}

StoredBlock blockFromRow(const Statement &row)
{
    return {UserId{row.text(0)}, {UserId{row.text(1)}, row.text(2)}};
}

StoredBot botFromRow(const Statement &row)
{
    return {.user = {UserId{row.text(0)}, row.text(1)},
            .created = Timestamp{row.integer(2)},
            .owner = UserId{row.text(3)},
            .scope = row.integer(4) != 0 ? std::optional(QList<RoomId>()) : std::nullopt};
}

/// Reads one after the other, until something cannot be read.
class StartReader final
{
public:
    explicit StartReader(Connection &connection) : m_connection(connection) {}

    template <std::invocable<const Statement &> Read, typename... Values>
    [[nodiscard]] auto rows(const QString &sql, Read read, const Values &...values)
        -> QList<std::invoke_result_t<Read, const Statement &>>
    {
        if (m_error.isValid())
            return {};
        auto result = readRows(m_connection, sql, read, values...);
        m_error = result.error;
        return std::move(result.rows);
    }
    [[nodiscard]] const QSqlError &error() const { return m_error; }

private:
    Connection &m_connection;
    QSqlError m_error;
};

} // namespace

Result<StoreStart> readStart(Connection &connection, Timestamp now)
{
    const auto failure = [&](const QSqlError &error) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot read %1: %2. Restore a copy or choose another data folder with "
                     "--data."_s.arg(connection.file(), error.databaseText())};
    };
    Statement insertEpoch(connection, sql::insertEpoch);
    if (!insertEpoch.bind(randomId()).run())
        return failure(insertEpoch.error());
    StartReader reader(connection);
    const auto firstText = [](const Statement &row) { return row.text(0); };
    const auto firstInteger = [](const Statement &row) { return row.integer(0); };
    StoreStart start;
    start.epoch = reader.rows(sql::selectEpoch, firstText).value(0);
    start.hasAdministrator =
        reader.rows(sql::countOtherAdministrators, firstInteger, QString()).value(0) > 0;
    const auto rooms = reader.rows(sql::selectRooms, &roomFromRow);
    for (const auto &[room, tail] : rooms) {
        start.rooms.append(room);
        start.tails.insert(room.id, tail);
    }
    start.memberships = reader.rows(sql::selectMemberships, &membershipFromRow);
    start.members = reader.rows(sql::selectMembers, &personFromRow);
    start.sanctions = reader.rows(sql::selectSanctions, &sanctionFromRow, now);
    start.blocks = reader.rows(sql::selectBlocks, &blockFromRow);
    start.bots = reader.rows(sql::selectBots, &botFromRow);
    const auto botRooms = reader.rows(sql::selectBotRooms, [](const Statement &row) {
        return std::pair(UserId{row.text(0)}, RoomId{row.text(1)});
    });
    for (StoredBot &bot : start.bots) {
        for (const auto &[user, room] : botRooms) {
            if (bot.scope && user == bot.user.id)
                bot.scope->append(room);
        }
    }
    start.incomingHooks = reader.rows(sql::selectIncomingHooks, &incomingHookFromRow);
    start.outgoingHooks = reader.rows(sql::selectOutgoingHooks, &outgoingHookFromRow);
    const auto waiting = reader.rows(sql::countReportsWaiting, [](const Statement &row) {
        return std::pair(RoomId{row.text(0)}, row.integer(1));
    });
    for (const auto &[room, count] : waiting)
        start.reportsWaiting.insert(room, count);
    const auto announcements = reader.rows(sql::selectAnnouncement, [](const Statement &row) {
        return protocol::Announcement{
            row.text(0), {UserId{row.text(1)}, row.text(2)}, Timestamp{row.integer(3)}};
    });
    if (!announcements.isEmpty())
        start.announcement = announcements.first();
    if (reader.error().isValid())
        return failure(reader.error());
    return start;
}

} // namespace hobnob::server
