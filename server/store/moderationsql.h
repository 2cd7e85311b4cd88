// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomsql.h"

/// The queries about moderation, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

// --- the audit log
inline const QString insertAudit =
    u"INSERT INTO audit (time, actor_id, actor_name, action, room_id, room_name, subject_id, "
    "subject_name, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;
inline const QString auditColumns =
    u"number, time, actor_id, actor_name, action, room_id, room_name, subject_id, subject_name, "
    "details "_s;
inline const QString selectAudit =
    u"SELECT "_s + auditColumns +
    u"FROM audit WHERE number < ? AND time >= ? ORDER BY number DESC LIMIT ?"_s;
inline const QString selectAuditOf =
    u"SELECT "_s + auditColumns +
    u"FROM audit WHERE room_id = ? AND number < ? AND time >= ? ORDER BY number DESC LIMIT ?"_s;

// --- blocks
// The name they have now, or had last.
inline const QString selectBlocks =
    u"SELECT blocks.user_id, blocks.blocked_id, COALESCE(users.name, blocks.blocked_name) "
    "FROM blocks LEFT JOIN users ON users.id = blocks.blocked_id "
    "ORDER BY blocks.user_id, blocks.created, blocks.blocked_id"_s;
inline const QString insertBlock =
    u"INSERT INTO blocks (user_id, blocked_id, blocked_name, created) SELECT id, ?, ?, ? "
    "FROM users WHERE id = ? ON CONFLICT (user_id, blocked_id) DO NOTHING"_s;
inline const QString deleteBlock = u"DELETE FROM blocks WHERE user_id = ? AND blocked_id = ?"_s;

// --- reports
inline const QString countReportsWaiting =
    u"SELECT rooms.id, COUNT(*) FROM reports JOIN rooms ON rooms.number = reports.room "
    "WHERE reports.resolved = 0 GROUP BY rooms.id"_s;
inline const QString countReportsWaitingOf =
    u"SELECT COUNT(*) FROM reports WHERE reporter_id = ? AND resolved = 0"_s;
inline const QString selectReportedSeq = u"SELECT seq FROM events WHERE room = ? AND seq = ?"_s;
inline const QString selectReportNumber =
    u"SELECT number FROM reports WHERE room = ? AND seq = ? AND reporter_id = ? AND resolved = 0"_s;
inline const QString insertReport =
    u"INSERT INTO reports (room, seq, reporter_id, reporter_name, reason, created, resolved, "
    "resolved_by_id, resolved_by_name, note) VALUES (?, ?, ?, ?, ?, ?, 0, '', '', '')"_s;
inline const QString selectWaitingReport =
    u"SELECT rooms.id, rooms.name, events.author_id, events.author_name FROM reports "
    "JOIN rooms ON rooms.number = reports.room "
    "JOIN events ON events.room = reports.room AND events.seq = reports.seq "
    "WHERE reports.number = ? AND reports.resolved = 0"_s;
inline const QString resolveReport =
    u"UPDATE reports SET resolved = ?, resolved_by_id = ?, resolved_by_name = ?, note = ? "
    "WHERE number = ?"_s;
inline const QString selectReportNumbers =
    u"SELECT number FROM reports WHERE number < ? "
    "AND (CASE WHEN resolved = 0 THEN 0 ELSE 1 END) = ? ORDER BY number DESC LIMIT ?"_s;
inline const QString selectReportNumbersIn =
    u"SELECT number FROM reports WHERE room = (SELECT number FROM rooms WHERE id = ?) "
    "AND number < ? AND (CASE WHEN resolved = 0 THEN 0 ELSE 1 END) = ? "
    "ORDER BY number DESC LIMIT ?"_s;
inline const QString selectReport =
    u"SELECT "_s + eventColumns +
    u", reports.number, rooms.id, rooms.name, reports.reporter_id, reports.reporter_name, "
    "reports.reason, reports.created, reports.resolved, reports.resolved_by_id, "
    "reports.resolved_by_name, reports.note FROM reports "
    "JOIN rooms ON rooms.number = reports.room "
    "JOIN events ON events.room = reports.room AND events.seq = reports.seq "
    "WHERE reports.number = ?"_s;

// --- announcements
inline const QString selectAnnouncement =
    u"SELECT text, author_id, author_name, time FROM announcements WHERE withdrawn = 0 "
    "ORDER BY number DESC LIMIT 1"_s;
inline const QString insertAnnouncement =
    u"INSERT INTO announcements (text, author_id, author_name, time, withdrawn) "
    "VALUES (?, ?, ?, ?, 0)"_s;
inline const QString withdrawAnnouncements =
    u"UPDATE announcements SET withdrawn = ? WHERE withdrawn = 0"_s;

// --- pictures
inline const QString savePicture = u"INSERT INTO pictures (name, image, created) VALUES (?, ?, ?) "
                                   "ON CONFLICT (name) DO UPDATE SET created = excluded.created"_s;
inline const QString selectPicture = u"SELECT image FROM pictures WHERE name = ?"_s;
inline const QString deleteUnusedPictures =
    u"DELETE FROM pictures WHERE created < ? "
    "AND name NOT IN (SELECT picture FROM users) AND name NOT IN (SELECT picture FROM rooms)"_s;

} // namespace hobnob::server::sql
