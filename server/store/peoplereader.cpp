// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/peoplereader.h"

#include "server/store/peoplesql.h"
#include "server/store/personrow.h"
#include "server/store/rows.h"
#include "shared/mentions.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<QList<StoredPerson>> findPeople(Connection &connection, const QString &text, int limit)
{
    QString begin;
    const QString key = mentionKey(text);
    for (const QChar character : key) {
        if (u"%_\\"_s.contains(character))
            begin += u'\\';
        begin += character;
    }
    begin += u'%';
    const QString anywhere = u'%' + begin;
    return selectRows(connection, sql::selectPeopleLike, &personFromRow, anywhere, anywhere, begin,
                      qint64(limit));
}

Result<QList<StoredPerson>> listAccounts(Connection &connection, const QString &afterLogin,
                                         int limit)
{
    return selectRows(connection, sql::selectAccounts, &personFromRow, afterLogin, qint64(limit));
}

} // namespace hobnob::server
