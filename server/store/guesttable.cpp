// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/guesttable.h"

#include "server/store/sql.h"
#include "shared/mentions.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<Done> GuestTable::save(const StoredGuest &guest)
{
    return m_transaction.change(sql::saveGuest, guest.user.id.value(), guest.user.name,
                                mentionKey(guest.user.name), guest.tokenHash,
                                milliseconds(m_clock()));
}

Result<StoredGuest> GuestTable::find(const QByteArray &tokenHash)
{
    const auto found = m_transaction.selectOne(
        sql::selectGuest,
        [&](const Statement &row) {
            return StoredGuest{{UserId{row.text(0)}, row.text(1)}, tokenHash};
        },
        tokenHash);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::TokenUnknown, u"This login is not valid any more. Log in again."_s};
    return **found;
}

Result<Done> GuestTable::forget(const UserId &user)
{
    if (const auto forgotten = m_transaction.change(sql::deleteGuest, user.value()); !forgotten)
        return forgotten;
    return m_reads.forget(user);
}

Result<Done> GuestTable::forgetSeenBefore(Timestamp time)
{
    const auto forgotten = m_transaction.change(sql::deleteGuestsSeenBefore, milliseconds(time));
    if (!forgotten)
        return forgotten;
    return m_reads.forgetStrangers();
}

} // namespace hobnob::server
