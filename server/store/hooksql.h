// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The queries about hooks, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

inline const QString selectIncomingHooks =
    u"SELECT incoming_hooks.id, rooms.id, incoming_hooks.bot_id, users.name, "
    "incoming_hooks.own_bot, incoming_hooks.secret_hash, incoming_hooks.created "
    "FROM incoming_hooks JOIN rooms ON rooms.number = incoming_hooks.room "
    "JOIN users ON users.id = incoming_hooks.bot_id "
    "ORDER BY incoming_hooks.created, incoming_hooks.id"_s;
inline const QString selectOutgoingHooks =
    u"SELECT outgoing_hooks.id, rooms.id, outgoing_hooks.url, outgoing_hooks.key, "
    "outgoing_hooks.word, outgoing_hooks.mention, outgoing_hooks.created, outgoing_hooks.state, "
    "outgoing_hooks.position, outgoing_hooks.failures, outgoing_hooks.failing_since, "
    "outgoing_hooks.reason FROM outgoing_hooks JOIN rooms ON rooms.number = outgoing_hooks.room "
    "ORDER BY outgoing_hooks.created, outgoing_hooks.id"_s;
inline const QString selectBotExists = u"SELECT user_id FROM bots WHERE user_id = ?"_s;
inline const QString insertIncomingHook =
    u"INSERT INTO incoming_hooks (id, room, bot_id, own_bot, secret_hash, created) "
    "VALUES (?, ?, ?, ?, ?, ?)"_s;
inline const QString insertOutgoingHook =
    u"INSERT INTO outgoing_hooks (id, room, url, key, word, mention, created, state, position, "
    "failures, failing_since, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;
inline const QString deleteIncomingHook = u"DELETE FROM incoming_hooks WHERE id = ?"_s;
inline const QString deleteOutgoingHook = u"DELETE FROM outgoing_hooks WHERE id = ?"_s;
inline const QString updateHookProgress =
    u"UPDATE outgoing_hooks SET state = ?, position = ?, failures = ?, failing_since = ?, "
    "reason = ? WHERE id = ?"_s;

} // namespace hobnob::server::sql
