// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/database.h"

#include <QFile>
#include <QSqlError>
#include <QSqlRecord>

#include <atomic>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Another connection of ours holds the file for so long at most: a batch of the cache.
constexpr auto busyTimeout = "QSQLITE_BUSY_TIMEOUT=2000"_L1;

} // namespace

Database::Opened Database::open(const QString &path, const Format &format, Check check)
{
    static std::atomic<int> counter = 0;
    const auto name = u"hobnob-desktop-%1"_s.arg(++counter);
    std::unique_ptr<Database> opened(new Database(name));
    auto connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    connection.setDatabaseName(path);
    connection.setConnectOptions(busyTimeout);
    if (!connection.open())
        return {nullptr, Trouble::Failed, connection.lastError().text()};
    const auto trouble = opened->prepare(format, check);
    if (trouble == Trouble::None)
        return {std::move(opened)};
    return {nullptr, trouble, QSqlDatabase::database(name, false).lastError().text()};
}

Database::~Database()
{
    m_queries.clear();
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

QString Database::putAside(const QString &path)
{
    const auto aside = path + u".damaged"_s;
    for (const auto &suffix : {u""_s, u"-wal"_s}) {
        QFile::remove(aside + suffix);
        QFile::rename(path + suffix, aside + suffix);
    }
    QFile::remove(path + u"-shm"_s);
    return QFile::exists(path) ? QString() : aside;
}

Database::Trouble Database::prepare(const Format &format, Check check)
{
    const auto troubleNow = [this] { return m_isDamaged ? Trouble::Damaged : Trouble::Failed; };
    const auto version = read(u"PRAGMA user_version"_s);
    if (!version)
        return troubleNow();
    const int found = version->value(0).value(0).toInt();
    if (found != 0 && found != format.version)
        return Trouble::OtherVersion;
    if (!run(u"PRAGMA journal_mode=WAL"_s) || !run(u"PRAGMA synchronous=NORMAL"_s))
        return troubleNow();
    if (found == 0) {
        if (!begin())
            return troubleNow();
        for (const auto &table : format.tables) {
            if (!run(table))
                return troubleNow();
        }
        if (!run(u"PRAGMA user_version=%1"_s.arg(format.version)) || !commit())
            return troubleNow();
    } else if (check == Check::Quick) {
        const auto verdict = read(u"PRAGMA quick_check(1)"_s);
        if (!verdict)
            return troubleNow();
        if (verdict->value(0).value(0).toString() != u"ok")
            return Trouble::Damaged;
    }
    return Trouble::None;
}

Result<QSqlQuery *> Database::execute(const QString &sql, const Row &values)
{
    auto query = m_queries.find(sql);
    if (query == m_queries.end()) {
        QSqlQuery fresh(QSqlDatabase::database(m_connection, false));
        fresh.setForwardOnly(true);
        if (!fresh.prepare(sql))
            return failure(fresh.lastError());
        query = m_queries.insert(sql, std::move(fresh));
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(static_cast<int>(i), values[i]);
    if (!query->exec()) {
        auto error = failure(query->lastError());
        query->finish();
        return error;
    }
    return &*query;
}

Result<Done> Database::run(const QString &sql, const Row &values)
{
    const auto query = execute(sql, values);
    if (!query)
        return query.error();
    (*query)->finish();
    return Done{};
}

Result<Database::Rows> Database::read(const QString &sql, const Row &values)
{
    const auto query = execute(sql, values);
    if (!query)
        return query.error();
    Rows rows;
    while ((*query)->next()) {
        Row row;
        for (int i = 0; i < (*query)->record().count(); ++i)
            row.append((*query)->value(i));
        rows.append(row);
    }
    const auto ended = (*query)->lastError();
    (*query)->finish();
    if (ended.isValid())
        return failure(ended);
    return rows;
}

Result<Done> Database::sync()
{
    // A checkpoint brings the write-ahead log to the disk before it copies from it.
    return run(u"PRAGMA wal_checkpoint(PASSIVE)"_s);
}

Error Database::failure(const QSqlError &error)
{
    // SQLITE_CORRUPT and SQLITE_NOTADB.
    const auto code = error.nativeErrorCode();
    m_isDamaged = m_isDamaged || code == u"11" || code == u"26";
    return {ErrorCode::StorageFailed, error.text()};
}

} // namespace hobnob::desktop
