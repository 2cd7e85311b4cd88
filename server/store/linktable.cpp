// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/linktable.h"

#include "server/store/peoplesql.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

StoredLink linkFromRow(const Statement &row)
{
    return {.codeHash = row.bytes(0),
            .kind = row.word<protocol::LinkKind>(1),
            .user = UserId{row.text(2)},
            .login = row.text(3),
            .madeBy = row.text(4),
            .created = Timestamp{row.integer(5)},
            .expires = Timestamp{row.integer(6)},
            .usesLeft = row.integer(7)};
}

} // namespace

Result<Done> LinkTable::make(const StoredLink &link)
{
    return m_transaction.change(sql::insertLink, link.codeHash, link.kind, link.user, link.madeBy,
                                m_clock(), link.expires, link.usesLeft);
}

Result<StoredLink> LinkTable::find(const QByteArray &codeHash)
{
    const auto found = m_transaction.selectOne(sql::selectLink, &linkFromRow, m_clock(), codeHash);
    if (!found)
        return found.error();
    if (!*found)
        return unknown();
    return **found;
}

Result<StoredLink> LinkTable::use(const QByteArray &codeHash)
{
    auto link = find(codeHash);
    if (!link)
        return link;
    if (const auto used = m_transaction.change(sql::useLink, codeHash); !used)
        return used.error();
    return link;
}

Result<QList<StoredLink>> LinkTable::list()
{
    return m_transaction.select(sql::selectLinks, &linkFromRow, m_clock());
}

Result<Done> LinkTable::remove(const QByteArray &codeHash)
{
    const auto removed = m_transaction.write(sql::deleteLink, codeHash);
    if (!removed)
        return removed.error();
    return *removed > 0 ? Result<Done>(Done{}) : unknown();
}

Result<Done> LinkTable::remove(protocol::LinkKind kind)
{
    return m_transaction.change(sql::deleteLinks, kind);
}

Result<Done> LinkTable::removeFor(const UserId &user)
{
    return m_transaction.change(sql::deleteLinksOf, user);
}

Result<Done> LinkTable::removeExpired()
{
    return m_transaction.change(sql::deleteDeadLinks, m_clock());
}

Error LinkTable::unknown()
{
    return {ErrorCode::LinkUnknown, u"This link is not valid any more. Ask for a new one."_s,
            u"link"_s};
}

} // namespace hobnob::server
