// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/connection.h"

#include <QAtomicInteger>
#include <QFileInfo>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(storeLog, "hobnob.store")

namespace
{

// Result codes of SQLite that we tell apart (sqlite.org/rescode.html).
constexpr int sqliteReadOnly = 8;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteTooBig = 18;
constexpr int sqliteConstraint = 19;
constexpr int sqliteNotADatabase = 26;

QString newConnectionName()
{
    static QAtomicInteger<quint64> count;
    return u"hobnob-%1"_s.arg(count.fetchAndAddRelaxed(1));
}

/// SQLite tells all of these alike.
QString whyNotOpened(const QString &file, const QSqlError &error)
{
    const QFileInfo info(file);
    if (info.isDir())
        return u"it is a folder"_s;
    if (sqliteCode(error) != sqliteCannotOpen)
        return reasonOf(error);
    if (!info.exists())
        return u"there is no such file"_s;
    return info.isReadable() ? reasonOf(error) : u"permission denied"_s;
}

} // namespace

Connection::Connection(const QString &file, Access access)
    : m_database(QSqlDatabase::addDatabase(u"QSQLITE"_s, newConnectionName()))
{
    m_database.setDatabaseName(file);
    // Nobody but a copying tool competes with us for the file; it never holds it for long.
    QString options = u"QSQLITE_BUSY_TIMEOUT=5000"_s;
    if (access == Access::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    m_database.setConnectOptions(options);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, Access access)
{
    std::unique_ptr<Connection> connection(new Connection(file, access));
    QSqlError error;
    if (!connection->m_database.open())
        error = connection->m_database.lastError();
    else
        error = connection->configure(access);
    if (error.isValid()) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot open %1: %2."_s.arg(file, whyNotOpened(file, error))};
    }
    return connection;
}

Connection::~Connection()
{
    const QString name = m_database.connectionName();
    // QtSql wants every query and every handle gone before the connection is.
    m_prepared.clear();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

QSqlError Connection::configure(Access access)
{
    QStringList pragmas = {u"PRAGMA foreign_keys = ON"_s};
    if (access == Access::ReadWrite) {
        pragmas += u"PRAGMA journal_mode = WAL"_s;
        pragmas += u"PRAGMA synchronous = FULL"_s;
        // A burst may leave a long log behind; give the space back at the next checkpoint.
        pragmas += u"PRAGMA journal_size_limit = 67108864"_s;
    } else {
        // Reads the file, so that one which cannot be used is refused here.
        pragmas += u"PRAGMA schema_version"_s;
    }
    for (const QString &pragma : std::as_const(pragmas)) {
        if (const QSqlError error = execute(pragma); error.isValid())
            return error;
    }
    return {};
}

Connection::Prepared &Connection::prepared(const QString &sql)
{
    const auto [entry, isNew] = m_prepared.try_emplace(sql, Prepared{QSqlQuery(m_database)});
    Prepared &prepared = entry->second;
    if (isNew || prepared.error.isValid()) {
        prepared.query.setForwardOnly(true);
        prepared.error = prepared.query.prepare(sql) ? QSqlError() : prepared.query.lastError();
    }
    return prepared;
}

QSqlError Connection::execute(const QString &sql)
{
    QSqlQuery query(m_database);
    query.exec(sql);
    return query.lastError();
}

int sqliteCode(const QSqlError &error)
{
    constexpr int primaryPart = 0xff;
    return error.nativeErrorCode().toInt() & primaryPart;
}

bool isRefusedRow(const QSqlError &error)
{
    const int code = sqliteCode(error);
    return code == sqliteConstraint || code == sqliteTooBig;
}

QString reasonOf(const QSqlError &error)
{
    switch (sqliteCode(error)) {
    case sqliteFull:
        return u"the disk is full"_s;
    case sqliteNotADatabase:
        return u"it is not a database, or it is damaged"_s;
    case sqliteCorrupt:
        return u"it is damaged"_s;
    default:
        return error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    }
}

Error storageFailed(const QSqlError &error)
{
    using namespace std::chrono_literals;
    const auto sentence = [&] {
        switch (sqliteCode(error)) {
        case sqliteFull:
            return u"The server's disk is full, so nothing was stored. Try again later."_s;
        case sqliteReadOnly:
            return u"The server's data cannot be written, so nothing was stored. Try again later."_s;
        default:
            return u"The server cannot use its data now. Try again later."_s;
        }
    };
    return Error{ErrorCode::StorageFailed, sentence(), {}, 5s};
}

} // namespace hobnob::server
