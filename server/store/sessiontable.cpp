// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sessiontable.h"

#include "server/store/peoplesql.h"
#include "server/store/personrow.h"
#include "shared/limits.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error tokenUnknown()
{
    return {ErrorCode::TokenUnknown, u"This login is not valid any more. Log in again."_s};
}

StoredSession sessionFromRow(const Statement &row, int column)
{
    const qint64 idle = row.integer(column + 7);
    return {.key = SessionKey{row.text(column)},
            .user = UserId{row.text(column + 1)},
            .tokenHash = row.bytes(column + 2),
            .client = row.text(column + 3),
            .address = row.text(column + 4),
            .idle = idle == 0 ? std::nullopt : std::optional(std::chrono::milliseconds(idle)),
            .created = Timestamp{row.integer(column + 5)},
            .used = Timestamp{row.integer(column + 6)}};
}

SessionKey keyFromRow(const Statement &row)
{
    return SessionKey{row.text(0)};
}

} // namespace

Result<QList<SessionKey>> SessionTable::add(const StoredSession &session)
{
    const UserId &user = session.user;
    const auto mayLogIn = m_transaction.selectOne(
        sql::selectMayLogIn, [](const Statement &) { return true; }, user);
    if (!mayLogIn)
        return mayLogIn.error();
    if (!*mayLogIn)
        return tokenUnknown();
    const Timestamp now = m_clock();
    const auto added = m_transaction.change(
        sql::insertSession, session.key, user, session.tokenHash, session.client, session.address,
        now, now, qint64(session.idle.value_or(std::chrono::milliseconds(0)).count()));
    if (!added)
        return added.error();
    auto others = m_transaction.select(sql::selectSessionKeys, &keyFromRow, user, session.key);
    if (!others)
        return others;
    const QList<SessionKey> ended = others->mid(limits::sessionsPerUser - 1);
    for (const SessionKey &key : ended) {
        if (const auto removed = remove(user, key); !removed)
            return removed.error();
    }
    return ended;
}

Result<Recognised> SessionTable::find(const QByteArray &tokenHash)
{
    const Bounds since = bounds();
    const auto found = m_transaction.selectOne(
        sql::selectSession,
        [](const Statement &row) {
            return Recognised{personFromRow(row), sessionFromRow(row, personColumns)};
        },
        tokenHash, since.guestUsed, since.accountUsed, since.accountMade, since.now);
    if (!found)
        return found.error();
    if (!*found)
        return tokenUnknown();
    if ((*found)->person.kind == protocol::PersonKind::Guest) {
        const auto taken = m_transaction.selectOne(
            sql::selectTakenName, [](const Statement &) { return true; }, (*found)->person.user.id);
        if (!taken)
            return taken.error();
        if (*taken) {
            return Error{ErrorCode::NameTaken,
                         u"Someone has this name by now, or one that looks like it."_s, u"name"_s};
        }
    }
    return **found;
}

Result<QList<StoredSession>> SessionTable::of(const UserId &user)
{
    const Bounds since = bounds();
    return m_transaction.select(
        sql::selectSessionsOf, [](const Statement &row) { return sessionFromRow(row, 0); }, user,
        since.guestUsed, since.accountUsed, since.accountMade, since.now);
}

Result<Done> SessionTable::touch(const QList<SessionKey> &sessions)
{
    const Timestamp now = m_clock();
    for (const SessionKey &session : sessions) {
        if (const auto used = m_transaction.change(sql::updateUsed, now, session); !used)
            return used;
        if (const auto seen = m_transaction.change(sql::updateSeen, now, session); !seen)
            return seen;
    }
    return Done{};
}

Result<Done> SessionTable::remove(const UserId &user, const SessionKey &session)
{
    return m_transaction.change(sql::deleteSession, user, session);
}

Result<QList<SessionKey>> SessionTable::remove(const UserId &user, const AllBut &except)
{
    auto ended = m_transaction.select(sql::selectSessionKeys, &keyFromRow, user, except.session);
    if (!ended)
        return ended;
    const auto removed = m_transaction.change(sql::deleteSessionsOf, user, except.session);
    if (!removed)
        return removed.error();
    return ended;
}

Result<Done> SessionTable::removeExpired()
{
    const Bounds since = bounds();
    return m_transaction.change(sql::deleteDeadSessions, since.guestUsed, since.accountUsed,
                                since.accountMade, since.now);
}

SessionTable::Bounds SessionTable::bounds() const
{
    const qint64 now = milliseconds(m_clock());
    const auto before = [now](std::chrono::milliseconds lifetime) {
        return Timestamp{now - qint64(lifetime.count())};
    };
    return {before(m_lifetimes.guestIdle), before(m_lifetimes.accountIdle),
            before(m_lifetimes.accountAge), Timestamp{now}};
}

} // namespace hobnob::server
