// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Every query of the store, in the SQL that SQLite and PostgreSQL both understand.
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

// --- rooms
inline const QString selectRooms =
    u"SELECT number, id, name, skeleton, last_seq, last_time, last_author, last_text "
    "FROM rooms ORDER BY number"_s;
inline const QString insertRoom =
    u"INSERT INTO rooms "
    "(number, id, name, skeleton, last_seq, last_time, last_author, last_text) "
    "VALUES (?, ?, ?, ?, 0, ?, '', '') ON CONFLICT DO NOTHING"_s;
inline const QString updateRoomTail =
    u"UPDATE rooms SET last_seq = ?, last_time = ?, last_author = ?, last_text = ? "
    "WHERE number = ?"_s;

// --- guests
inline const QString saveGuest =
    u"INSERT INTO guests (id, name, name_key, token_hash, seen) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, "
    "token_hash = excluded.token_hash, seen = excluded.seen"_s;
inline const QString selectGuest = u"SELECT id, name FROM guests WHERE token_hash = ?"_s;
inline const QString deleteGuest = u"DELETE FROM guests WHERE id = ?"_s;
inline const QString deleteGuestsSeenBefore = u"DELETE FROM guests WHERE seen < ?"_s;

// --- events
inline const QString insertEvent =
    u"INSERT INTO events (room, seq, time, author_id, author_name, client_id, text) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (author_id, client_id) DO NOTHING"_s;
inline const QString selectRepeated =
    u"SELECT seq, time, author_id, author_name, client_id, text, room FROM events "
    "WHERE author_id = ? AND client_id = ?"_s;
inline const QString selectEventsDown =
    u"SELECT seq, time, author_id, author_name, client_id, text FROM events "
    "WHERE room = (SELECT number FROM rooms WHERE id = ?) AND seq > ? AND seq < ? "
    "ORDER BY seq DESC LIMIT ?"_s;
inline const QString selectEventsUp =
    u"SELECT seq, time, author_id, author_name, client_id, text FROM events "
    "WHERE room = (SELECT number FROM rooms WHERE id = ?) AND seq > ? AND seq < ? "
    "ORDER BY seq ASC LIMIT ?"_s;

// --- how far people have read
inline const QString selectReads =
    u"SELECT rooms.id, reads.seq, (SELECT COUNT(*) FROM mentions "
    "WHERE mentions.user_id = reads.user_id AND mentions.room = reads.room "
    "AND mentions.seq > reads.seq) "
    "FROM reads JOIN rooms ON rooms.number = reads.room WHERE reads.user_id = ? "
    "ORDER BY reads.room"_s;
inline const QString selectRead =
    u"SELECT reads.seq, (SELECT COUNT(*) FROM mentions "
    "WHERE mentions.user_id = reads.user_id AND mentions.room = reads.room "
    "AND mentions.seq > reads.seq) FROM reads WHERE user_id = ? AND room = ?"_s;
inline const QString moveRead = u"INSERT INTO reads (user_id, room, seq) VALUES (?, ?, ?) "
                                "ON CONFLICT (user_id, room) DO UPDATE SET seq = excluded.seq "
                                "WHERE excluded.seq > reads.seq"_s;
inline const QString deleteRead = u"DELETE FROM reads WHERE user_id = ? AND room = ?"_s;
inline const QString deleteReadsOf = u"DELETE FROM reads WHERE user_id = ?"_s;
inline const QString deleteReadsOfStrangers =
    u"DELETE FROM reads WHERE user_id NOT IN (SELECT id FROM guests)"_s;
// Names are free again when a guest goes, so several guests may have had one; the last few count.
inline const QString selectMentioned =
    u"SELECT guests.id FROM guests JOIN reads ON reads.user_id = guests.id "
    "WHERE guests.name_key = ? AND reads.room = ? ORDER BY guests.seen DESC LIMIT 5"_s;
inline const QString insertMention = u"INSERT INTO mentions (user_id, room, seq) VALUES (?, ?, ?) "
                                     "ON CONFLICT DO NOTHING"_s;
inline const QString deleteMentions =
    u"DELETE FROM mentions WHERE user_id = ? AND room = ? AND seq <= ?"_s;
inline const QString deleteMentionsOf = u"DELETE FROM mentions WHERE user_id = ?"_s;
inline const QString deleteMentionsOfStrangers =
    u"DELETE FROM mentions WHERE user_id NOT IN (SELECT id FROM guests)"_s;

// --- the check
inline const QString countRooms = u"SELECT COUNT(*) FROM rooms"_s;
inline const QString countEvents = u"SELECT COUNT(*) FROM events"_s;
inline const QString selectEventPlaces = u"SELECT room, seq, time FROM events ORDER BY room, seq"_s;
inline const QString selectRepeatedEvents =
    u"SELECT room, seq FROM (SELECT room, seq, ROW_NUMBER() OVER "
    "(PARTITION BY author_id, client_id ORDER BY room, seq) AS copy FROM events) AS numbered "
    "WHERE copy > 1 ORDER BY room, seq"_s;

} // namespace hobnob::server::sql
