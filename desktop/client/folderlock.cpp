// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/folderlock.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <atomic>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

bool FolderLock::take(const QString &folder)
{
    release();
    static std::atomic<int> counter = 0;
    m_connection = u"hobnob-lock-%1"_s.arg(++counter);
    bool taken = false;
    {
        auto lock = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
        lock.setDatabaseName(folder + u"/lock.sqlite"_s);
        lock.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
        taken = lock.open() && QSqlQuery(lock).exec(u"BEGIN EXCLUSIVE"_s);
    }
    if (!taken)
        release();
    return taken;
}

void FolderLock::release()
{
    if (m_connection.isEmpty())
        return;
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
    m_connection.clear();
}

} // namespace hobnob::desktop
