// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The queries about people, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

// --- people, as personFromRow() reads them
inline const QString personColumns =
    u"users.id, users.kind, users.name, users.status, users.colour, "
    "COALESCE(accounts.created, users.created), users.seen, COALESCE(accounts.login, ''), "
    "COALESCE(accounts.role, ''), COALESCE(accounts.state, ''), "
    "COALESCE(LENGTH(accounts.totp_secret), 0), users.picture "_s;
inline const QString selectPeople =
    u"SELECT "_s + personColumns +
    u"FROM users LEFT JOIN accounts ON accounts.user_id = users.id "_s;
inline const QString selectPerson = selectPeople + u"WHERE users.id = ?"_s;
inline const QString selectMembers =
    selectPeople + u"WHERE users.id IN (SELECT user_id FROM memberships)"_s;
inline const QString selectAccounts =
    selectPeople +
    u"WHERE users.kind = 'account' AND accounts.login > ? ORDER BY accounts.login LIMIT ?"_s;
inline const QString selectPeopleLike =
    selectPeople + u"WHERE accounts.state = 'active' AND (users.name_key LIKE ? ESCAPE '\\' "
                   "OR accounts.login_name_key LIKE ? ESCAPE '\\') "
                   "ORDER BY CASE WHEN users.name_key LIKE ? ESCAPE '\\' THEN 0 ELSE 1 END, "
                   "users.name_key, users.id LIMIT ?"_s;

inline const QString insertUser =
    u"INSERT INTO users (id, kind, name, name_key, folded, drawn, status, colour, created, seen) "
    "VALUES (?, ?, ?, ?, ?, ?, '', -1, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
    "name = excluded.name, name_key = excluded.name_key, folded = excluded.folded, "
    "drawn = excluded.drawn, seen = excluded.seen"_s;
inline const QString updateProfile =
    u"UPDATE users SET name = ?, name_key = ?, folded = ?, drawn = ?, status = ?, colour = ?, "
    "picture = ? WHERE id = ?"_s;
inline const QString updateSeen =
    u"UPDATE users SET seen = ? WHERE id = (SELECT user_id FROM sessions WHERE id = ?)"_s;
inline const QString deleteUser = u"DELETE FROM users WHERE id = ?"_s;
inline const QString deleteGuest = u"DELETE FROM users WHERE id = ? AND kind = 'guest'"_s;
inline const QString deleteGuestsSeenBefore =
    u"DELETE FROM users WHERE kind = 'guest' AND seen < ? "
    "AND id NOT IN (SELECT user_id FROM sessions)"_s;

// --- the names of accounts
inline const QString selectNameHolder = u"SELECT user_id FROM account_names WHERE skeleton = ?"_s;
inline const QString selectTakenName =
    u"SELECT account_names.user_id FROM users JOIN account_names "
    "ON account_names.skeleton IN (users.folded, users.drawn) WHERE users.id = ?"_s;
inline const QString insertAccountName =
    u"INSERT INTO account_names (skeleton, user_id, is_login) VALUES (?, ?, ?) "
    "ON CONFLICT (skeleton) DO NOTHING"_s;
inline const QString deleteShownNames =
    u"DELETE FROM account_names WHERE user_id = ? AND is_login = 0"_s;

// --- accounts
inline const QString selectSecrets =
    u"SELECT "_s + personColumns +
    u", accounts.password_hash, accounts.totp_secret, accounts.totp_step "
    "FROM accounts JOIN users ON users.id = accounts.user_id "_s;
inline const QString selectAccountByLogin = selectSecrets + u"WHERE accounts.login_skeleton = ?"_s;
inline const QString selectAccount = selectSecrets + u"WHERE accounts.user_id = ?"_s;
inline const QString countOtherAdministrators =
    u"SELECT COUNT(*) FROM accounts "
    "WHERE role = 'administrator' AND state = 'active' AND user_id <> ?"_s;
inline const QString insertAccount =
    u"INSERT INTO accounts (user_id, login, login_name_key, login_skeleton, password_hash, role, "
    "state, totp_secret, totp_step, created) VALUES (?, ?, ?, ?, ?, ?, 'active', ?, 0, ?) "
    "ON CONFLICT DO NOTHING"_s;
/// Bots have no password, no second factor and no power.
inline const QString notABot = u" AND user_id NOT IN (SELECT user_id FROM bots)"_s;
inline const QString updatePassword =
    u"UPDATE accounts SET password_hash = ? WHERE user_id = ?"_s + notABot;
inline const QString renewPassword =
    u"UPDATE accounts SET password_hash = ? WHERE user_id = ? AND password_hash = ?"_s;
inline const QString updateState = u"UPDATE accounts SET state = ? WHERE user_id = ?"_s;
inline const QString updateRole = u"UPDATE accounts SET role = ? WHERE user_id = ?"_s + notABot;
inline const QString updateSecondFactor =
    u"UPDATE accounts SET totp_secret = ?, totp_step = ? WHERE user_id = ?"_s + notABot;
inline const QString useTotpStep =
    u"UPDATE accounts SET totp_step = ? WHERE user_id = ? AND totp_step < ?"_s;
inline const QString insertRecoveryCode =
    u"INSERT INTO recovery_codes (user_id, code_hash) VALUES (?, ?) ON CONFLICT DO NOTHING"_s;
inline const QString deleteRecoveryCode =
    u"DELETE FROM recovery_codes WHERE user_id = ? AND code_hash = ?"_s;
inline const QString deleteRecoveryCodes = u"DELETE FROM recovery_codes WHERE user_id = ?"_s;

// --- sessions
inline const QString sessionColumns =
    u"sessions.id, sessions.user_id, sessions.token_hash, sessions.client, sessions.address, "
    "sessions.created, sessions.used, sessions.idle "_s;
/// With since when a guest's and an account's must have been used, and an account's made; and now.
inline const QString sessionLives =
    u"((users.kind = 'guest' AND sessions.used >= ?) OR "
    "(users.kind = 'account' AND sessions.used >= ? AND sessions.created >= ?) OR "
    "(users.kind = 'bot' AND (sessions.idle = 0 OR sessions.used + sessions.idle >= ?)))"_s;
inline const QString selectSession =
    u"SELECT "_s + personColumns + u", "_s + sessionColumns +
    u"FROM sessions JOIN users ON users.id = sessions.user_id "
    "LEFT JOIN accounts ON accounts.user_id = users.id WHERE sessions.token_hash = ? AND "_s +
    sessionLives;
inline const QString selectSessionsOf =
    u"SELECT "_s + sessionColumns +
    u"FROM sessions JOIN users ON users.id = sessions.user_id WHERE sessions.user_id = ? AND "_s +
    sessionLives + u" ORDER BY sessions.used DESC, sessions.created DESC, sessions.id"_s;
inline const QString selectSessionKeys =
    u"SELECT id FROM sessions WHERE user_id = ? AND id <> ? ORDER BY used DESC, created DESC, id"_s;
inline const QString selectMayLogIn =
    u"SELECT users.id FROM users LEFT JOIN accounts ON accounts.user_id = users.id "
    "WHERE users.id = ? AND (users.kind = 'guest' OR accounts.state = 'active')"_s;
inline const QString insertSession =
    u"INSERT INTO sessions (id, user_id, token_hash, client, address, created, used, idle) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s;
inline const QString updateUsed = u"UPDATE sessions SET used = ? WHERE id = ?"_s;
inline const QString deleteSession = u"DELETE FROM sessions WHERE user_id = ? AND id = ?"_s;
inline const QString deleteSessionsOf = u"DELETE FROM sessions WHERE user_id = ? AND id <> ?"_s;
inline const QString deleteDeadSessions =
    u"DELETE FROM sessions WHERE id NOT IN (SELECT sessions.id FROM sessions "
    "JOIN users ON users.id = sessions.user_id WHERE "_s +
    sessionLives + u")"_s;

// --- links
inline const QString linkColumns =
    u"links.code_hash, links.kind, links.user_id, COALESCE(accounts.login, ''), links.made_by, "
    "links.created, links.expires, links.uses_left FROM links "
    "LEFT JOIN accounts ON accounts.user_id = links.user_id "
    "WHERE links.expires > ? AND links.uses_left > 0 "_s;
inline const QString selectLink = u"SELECT "_s + linkColumns + u"AND links.code_hash = ?"_s;
inline const QString selectLinks =
    u"SELECT "_s + linkColumns + u"ORDER BY links.created, links.code_hash"_s;
inline const QString insertLink =
    u"INSERT INTO links (code_hash, kind, user_id, made_by, created, expires, uses_left) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"_s;
inline const QString useLink = u"UPDATE links SET uses_left = uses_left - 1 WHERE code_hash = ?"_s;
inline const QString deleteLink = u"DELETE FROM links WHERE code_hash = ?"_s;
inline const QString deleteLinks = u"DELETE FROM links WHERE kind = ?"_s;
inline const QString deleteLinksOf = u"DELETE FROM links WHERE user_id = ?"_s;
inline const QString deleteDeadLinks = u"DELETE FROM links WHERE expires <= ? OR uses_left <= 0"_s;

} // namespace hobnob::server::sql
