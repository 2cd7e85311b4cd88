// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <memory>
#include <unordered_map>

namespace hobnob::server
{

Q_DECLARE_LOGGING_CATEGORY(storeLog)

enum class Access { ReadWrite, ReadOnly };

/// One open SQLite file with our settings (WAL, synchronous=FULL, foreign keys, busy timeout) and
/// the statements that were prepared on it. Belongs to the thread that opened it.
class Connection final
{
public:
    /// Errors: StorageFailed, with a sentence for the operator.
    static Result<std::unique_ptr<Connection>> open(const QString &file, Access access);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    struct Prepared {
        QSqlQuery query;
        /// Valid when the statement could not be prepared; the next use tries again.
        QSqlError error = {};
    };

    /// Prepared once, then reused: \a sql is one of a fixed few. Use it through Statement.
    [[nodiscard]] Prepared &prepared(const QString &sql);
    /// For what is run once and answers nothing.
    [[nodiscard]] QSqlError execute(const QString &sql);
    [[nodiscard]] QString file() const { return m_database.databaseName(); }

private:
    Connection(const QString &file, Access access);

    [[nodiscard]] QSqlError configure(Access access);

    QSqlDatabase m_database;
    std::unordered_map<QString, Prepared> m_prepared;
};

/// What SQLite says of itself, without the extended part; 0 when there is no error.
[[nodiscard]] int sqliteCode(const QSqlError &error);
/// True when only the one statement failed and its transaction can go on.
[[nodiscard]] bool isRefusedRow(const QSqlError &error);
/// Why a file could not be used, in half a sentence for the operator: "it is damaged".
[[nodiscard]] QString reasonOf(const QSqlError &error);
/// What a person is told; the details are for the log.
[[nodiscard]] Error storageFailed(const QSqlError &error);

} // namespace hobnob::server
