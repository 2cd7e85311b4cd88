// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The queries about bots, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

inline const QString selectBots =
    u"SELECT users.id, users.name, accounts.created, bots.owner_id, bots.scoped FROM bots "
    "JOIN users ON users.id = bots.user_id JOIN accounts ON accounts.user_id = bots.user_id "
    "ORDER BY accounts.login"_s;
inline const QString selectBotRooms =
    u"SELECT bot_rooms.user_id, rooms.id FROM bot_rooms JOIN rooms "
    "ON rooms.number = bot_rooms.room ORDER BY bot_rooms.user_id, bot_rooms.room"_s;
inline const QString insertBot = u"INSERT INTO bots (user_id, owner_id, scoped) VALUES (?, ?, ?)"_s;
inline const QString insertBotRoom = u"INSERT INTO bot_rooms (user_id, room) VALUES (?, ?) "
                                     "ON CONFLICT DO NOTHING"_s;

} // namespace hobnob::server::sql
