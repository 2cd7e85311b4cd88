// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The queries about the data as a whole, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

// --- transactions
inline const QString begin = u"BEGIN IMMEDIATE"_s;
inline const QString commit = u"COMMIT"_s;
inline const QString rollBack = u"ROLLBACK"_s;
inline const QString beginTask = u"SAVEPOINT task"_s;
inline const QString undoTask = u"ROLLBACK TO SAVEPOINT task"_s;
inline const QString endTask = u"RELEASE SAVEPOINT task"_s;

// --- the data as a whole
inline const QString insertEpoch =
    u"INSERT INTO meta (name, value) VALUES ('epoch', ?) ON CONFLICT (name) DO NOTHING"_s;
inline const QString replaceEpoch = u"INSERT INTO meta (name, value) VALUES ('epoch', ?) "
                                    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s;
inline const QString writeProbe = u"INSERT INTO meta (name, value) VALUES ('probe', ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s;
inline const QString selectEpoch = u"SELECT value FROM meta WHERE name = 'epoch'"_s;

// --- the check, also of data with an older schema
inline const QString selectRoomEnds =
    u"SELECT number, id, name, last_seq, last_time FROM rooms ORDER BY number"_s;
inline const QString countReportsOfNothing =
    u"SELECT COUNT(*) FROM reports WHERE NOT EXISTS (SELECT 1 FROM events "
    "WHERE events.room = reports.room AND events.seq = reports.seq)"_s;
inline const QString countRooms = u"SELECT COUNT(*) FROM rooms"_s;
inline const QString countEvents = u"SELECT COUNT(*) FROM events"_s;
inline const QString selectEventPlaces = u"SELECT room, seq, time FROM events ORDER BY room, seq"_s;
inline const QString selectRepeatedEvents =
    u"SELECT room, seq FROM (SELECT room, seq, ROW_NUMBER() OVER "
    "(PARTITION BY author_id, client_id ORDER BY room, seq) AS copy FROM events "
    "WHERE client_id <> '') AS numbered "
    "WHERE copy > 1 ORDER BY room, seq"_s;

} // namespace hobnob::server::sql
