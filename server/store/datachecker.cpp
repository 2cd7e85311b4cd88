// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datachecker.h"

#include "server/store/logchecker.h"
#include "server/store/migrator.h"
#include "server/store/sql.h"
#include "server/store/statement.h"

#include <map>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// Who has more has lost all trust anyway.
constexpr int fileProblemsShown = 10;

struct CheckedRoom {
    /// Nothing for a log whose room is not listed.
    std::optional<StoredRoom> listed;
    LogChecker log;
};

QStringList problemsOf(const CheckedRoom &room)
{
    if (room.listed)
        return room.log.problems(room.listed->lastSeq, room.listed->lastTime);
    return {u"it has %1 events but is not in the room list"_s.arg(room.log.count())};
}

/// "table events" -> the statement that made it.
QHash<QString, QString> schemaOf(Connection &connection)
{
    QHash<QString, QString> schema;
    Statement select(connection, u"SELECT type || ' ' || name, sql FROM sqlite_master"_s);
    if (select.run()) {
        while (select.next())
            schema.insert(select.text(0), select.text(1));
    }
    return schema;
}

} // namespace

DataReport DataChecker::run()
{
    // All that is read from here on is of one moment.
    if (const QSqlError error = m_connection.execute(u"BEGIN"_s); error.isValid()) {
        noteUnreadable(u"the database"_s, error);
        return m_report;
    }
    const Migrator migrator(Migrator::embedded(u"sqlite"_s));
    const Result<int> version = migrator.recognise(m_connection);
    if (!version) {
        note(version.error().sentence.chopped(1));
    } else if (*version == 0) {
        note(u"it is empty: no server has stored anything there"_s);
    } else {
        checkFile();
        if (*version == migrator.newest()) {
            checkSchema();
            checkReports();
        }
        checkReferences();
        checkLogs();
    }
    [[maybe_unused]] const QSqlError ended = m_connection.execute(u"ROLLBACK"_s);
    return m_report;
}

void DataChecker::checkFile()
{
    Statement check(m_connection, u"PRAGMA integrity_check(%1)"_s.arg(fileProblemsShown));
    if (check.run()) {
        while (check.next()) {
            // One row may have several lines.
            const QStringList lines = check.text(0).split(u'\n', Qt::SkipEmptyParts);
            for (const QString &line : lines) {
                if (line != u"ok"_s)
                    note(u"the file is damaged: %1"_s.arg(line));
            }
        }
    }
    if (check.error().isValid())
        noteUnreadable(u"the file"_s, check.error());
}

void DataChecker::checkReferences()
{
    Statement check(m_connection, u"PRAGMA foreign_key_check"_s);
    std::map<QString, qint64> lost;
    if (check.run()) {
        while (check.next())
            ++lost[u"%1 that are not in %2"_s.arg(check.text(0), check.text(2))];
    }
    if (check.error().isValid())
        noteUnreadable(u"the references"_s, check.error());
    for (const auto &[what, rows] : lost)
        note(u"%1 rows refer from %2"_s.arg(rows).arg(what));
}

void DataChecker::checkReports()
{
    Statement count(m_connection, sql::countReportsOfNothing);
    if (!count.run() || !count.next())
        noteUnreadable(u"the reports"_s, count.error());
    else if (count.integer(0) > 0)
        note(u"%1 reports are of events that are not there"_s.arg(count.integer(0)));
}

void DataChecker::checkSchema()
{
    const auto expected = Connection::open(u":memory:"_s, Access::ReadWrite);
    const Migrator migrator(Migrator::embedded(u"sqlite"_s));
    if (!expected || !migrator.run(**expected, [](int) { return QString(); })) {
        note(u"the schema could not be compared"_s);
        return;
    }
    const QHash<QString, QString> present = schemaOf(m_connection);
    const QHash<QString, QString> wanted = schemaOf(**expected);
    for (auto it = wanted.cbegin(); it != wanted.cend(); ++it) {
        if (!present.contains(it.key()))
            note(u"the %1 is missing"_s.arg(it.key()));
        else if (present.value(it.key()) != it.value())
            note(u"the %1 was changed"_s.arg(it.key()));
    }
}

void DataChecker::checkLogs()
{
    std::map<qint64, CheckedRoom> rooms;
    Statement selectRooms(m_connection, sql::selectRoomEnds);
    if (selectRooms.run()) {
        while (selectRooms.next()) {
            const RoomId id{selectRooms.text(1)};
            StoredRoom &listed = rooms[selectRooms.integer(0)].listed.emplace();
            listed.id = id;
            listed.name = selectRooms.text(2);
            listed.lastSeq = Seq{selectRooms.integer(3)};
            listed.lastTime = Timestamp{selectRooms.integer(4)};
            ++m_report.rooms;
        }
    }
    Statement selectEvents(m_connection, sql::selectEventPlaces);
    if (selectEvents.run()) {
        while (selectEvents.next()) {
            rooms[selectEvents.integer(0)].log.add(Seq{selectEvents.integer(1)},
                                                   Timestamp{selectEvents.integer(2)});
            ++m_report.events;
        }
    }
    Statement selectRepeated(m_connection, sql::selectRepeatedEvents);
    if (selectRepeated.run()) {
        while (selectRepeated.next())
            rooms[selectRepeated.integer(0)].log.addRepeated(Seq{selectRepeated.integer(1)});
    }
    for (const Statement *statement : {&selectRooms, &selectEvents, &selectRepeated}) {
        if (statement->error().isValid()) {
            // What was read of the logs then says nothing about them.
            noteUnreadable(u"the rooms' logs"_s, statement->error());
            return;
        }
    }
    for (const auto &[number, room] : rooms) {
        const StoredRoom listed = room.listed.value_or(StoredRoom{});
        if (const QStringList problems = problemsOf(room); !problems.isEmpty())
            m_report.roomProblems.append({number, listed.id, listed.name, problems});
    }
}

void DataChecker::noteUnreadable(const QString &what, const QSqlError &error)
{
    note(u"%1 cannot be read: %2"_s.arg(what, reasonOf(error)));
}

} // namespace hobnob::server
