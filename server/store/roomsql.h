// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The queries about rooms and their logs, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

// --- rooms
inline const QString selectRooms =
    u"SELECT number, id, name, skeleton, last_seq, last_time, last_author, last_text "
    "FROM rooms ORDER BY number"_s;
inline const QString insertRoom =
    u"INSERT INTO rooms "
    "(number, id, kind, name, skeleton, direct_key, topic, description, may_post, may_invite, "
    "may_pin, slow_mode, archived, last_seq, last_time, last_author, last_text) VALUES "
    "(?, ?, 'public', ?, ?, '', '', '', 'member', 'member', 'member', 0, 0, 0, ?, '', '') "
    "ON CONFLICT DO NOTHING"_s;
inline const QString updateRoomTail =
    u"UPDATE rooms SET last_seq = ?, last_time = ?, last_author = ?, last_text = ? "
    "WHERE number = ?"_s;

// --- events
inline const QString insertEvent =
    u"INSERT INTO events (room, seq, time, author_id, author_name, client_id, text) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (author_id, client_id) WHERE client_id <> '' DO NOTHING"_s;
inline const QString selectRepeated =
    u"SELECT seq, time, author_id, author_name, client_id, text, room FROM events "
    "WHERE author_id = ? AND client_id = ? AND client_id <> ''"_s;
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
    u"DELETE FROM reads WHERE user_id NOT IN (SELECT id FROM users)"_s;
// Names are free again when a guest goes, so several guests may have had one; the last few count.
inline const QString selectMentioned =
    u"SELECT users.id FROM users JOIN reads ON reads.user_id = users.id "
    "WHERE users.name_key = ? AND reads.room = ? ORDER BY users.seen DESC LIMIT 5"_s;
inline const QString insertMention = u"INSERT INTO mentions (user_id, room, seq) VALUES (?, ?, ?) "
                                     "ON CONFLICT DO NOTHING"_s;
inline const QString deleteMentions =
    u"DELETE FROM mentions WHERE user_id = ? AND room = ? AND seq <= ?"_s;
inline const QString deleteMentionsOf = u"DELETE FROM mentions WHERE user_id = ?"_s;
inline const QString deleteMentionsOfStrangers =
    u"DELETE FROM mentions WHERE user_id NOT IN (SELECT id FROM users)"_s;

} // namespace hobnob::server::sql
