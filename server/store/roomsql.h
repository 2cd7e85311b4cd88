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
    u"SELECT number, id, kind, name, skeleton, direct_key, topic, description, may_post, "
    "may_invite, may_pin, slow_mode, archived, picture, last_seq, last_time, last_author, "
    "last_text "
    "FROM rooms ORDER BY number"_s;
inline const QString insertRoom =
    u"INSERT INTO rooms "
    "(number, id, kind, name, skeleton, direct_key, topic, description, may_post, may_invite, "
    "may_pin, slow_mode, archived, picture, last_seq, last_time, last_author, last_text) VALUES "
    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '', '') ON CONFLICT DO NOTHING"_s;
inline const QString selectNamesake =
    u"SELECT number FROM rooms WHERE kind = 'public' AND skeleton = ? AND number <> ?"_s;
inline const QString updateRoom =
    u"UPDATE rooms SET kind = ?, name = ?, skeleton = ?, topic = ?, description = ?, may_post = ?, "
    "may_invite = ?, may_pin = ?, slow_mode = ?, archived = ?, picture = ? WHERE number = ?"_s;
inline const QString updateRoomTail =
    u"UPDATE rooms SET last_seq = ?, last_time = ?, last_author = ?, last_text = ? "
    "WHERE number = ?"_s;
// What belongs to a room and does not go with its row.
inline const QString deleteMentionsIn = u"DELETE FROM mentions WHERE room = ?"_s;
inline const QString deleteReadsIn = u"DELETE FROM reads WHERE room = ?"_s;
inline const QString deleteEventsIn = u"DELETE FROM events WHERE room = ?"_s;
inline const QString deleteRoom = u"DELETE FROM rooms WHERE number = ?"_s;

// --- who is in them
inline const QString selectMemberships =
    u"SELECT rooms.id, memberships.user_id, memberships.role, memberships.joined FROM memberships "
    "JOIN rooms ON rooms.number = memberships.room "
    "ORDER BY memberships.room, memberships.joined, memberships.user_id"_s;
// Of somebody who is gone, no row is made.
inline const QString insertMembership =
    u"INSERT INTO memberships (user_id, room, role, joined) SELECT id, ?, ?, ? FROM users "
    "WHERE id = ? ON CONFLICT (user_id, room) DO UPDATE SET role = excluded.role"_s;
inline const QString deleteMembership = u"DELETE FROM memberships WHERE user_id = ? AND room = ?"_s;

// --- who may not be
inline const QString selectSanctions =
    u"SELECT rooms.id, sanctions.kind, sanctions.user_id, sanctions.user_name, "
    u"sanctions.made_by_id, "
    "sanctions.made_by_name, sanctions.reason, sanctions.created, sanctions.ends FROM sanctions "
    "JOIN rooms ON rooms.number = sanctions.room WHERE sanctions.ends = 0 OR sanctions.ends > ? "
    "ORDER BY sanctions.room, sanctions.created, sanctions.user_id, sanctions.kind"_s;
inline const QString saveSanction =
    u"INSERT INTO sanctions (room, user_id, user_name, kind, reason, made_by_id, made_by_name, "
    "created, ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, user_id, kind) "
    "DO UPDATE SET user_name = excluded.user_name, reason = excluded.reason, "
    "made_by_id = excluded.made_by_id, made_by_name = excluded.made_by_name, "
    "created = excluded.created, ends = excluded.ends"_s;
inline const QString deleteSanction =
    u"DELETE FROM sanctions WHERE room = ? AND user_id = ? AND kind = ?"_s;
inline const QString deleteDeadSanctions = u"DELETE FROM sanctions WHERE ends <> 0 AND ends <= ?"_s;

// --- events, as eventFromRow() reads them
inline const QString eventColumns =
    u"events.seq, events.time, events.author_id, events.author_name, events.client_id, "
    "events.text, events.kind, events.subject_id, events.subject_name, events.by_bot "_s;
inline const QString insertEvent =
    u"INSERT INTO events (room, seq, time, author_id, author_name, client_id, text, kind, "
    "subject_id, subject_name, by_bot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (author_id, client_id) WHERE client_id <> '' DO NOTHING"_s;
inline const QString selectRepeated =
    u"SELECT "_s + eventColumns +
    u", events.room FROM events WHERE author_id = ? AND client_id = ? AND client_id <> ''"_s;
inline const QString selectEventsDown =
    u"SELECT "_s + eventColumns +
    u"FROM events WHERE room = (SELECT number FROM rooms WHERE id = ?) AND seq > ? AND seq < ? "
    "ORDER BY seq DESC LIMIT ?"_s;
inline const QString selectEventsUp =
    u"SELECT "_s + eventColumns +
    u"FROM events WHERE room = (SELECT number FROM rooms WHERE id = ?) AND seq > ? AND seq < ? "
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
