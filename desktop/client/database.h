// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStringList>
#include <QVariant>

#include <memory>

namespace hobnob::desktop
{

/// One connection to an SQLite file of ours, in write-ahead mode with synchronous=NORMAL: what is
/// committed survives the end of the program at once, and a loss of power after the next sync().
/// Belongs to the thread that opened it. Errors are StorageFailed, with SQLite's words.
class Database final
{
public:
    /// What the file holds. One of another version is not ours to read.
    struct Format {
        int version = 1;
        QStringList tables;
    };
    enum class Trouble {
        None,
        /// No SQLite file, or a damaged one.
        Damaged,
        OtherVersion,
        /// The disk, its permissions, or no SQLite here.
        Failed,
    };
    struct Opened {
        std::unique_ptr<Database> database;
        Trouble trouble = Trouble::None;
        QString reason = {};
    };
    enum class Check { Quick, None };

    /// Makes the file when there is none. Check::Quick reads all of it for damage.
    [[nodiscard]] static Opened open(const QString &path, const Format &format, Check check);
    /// Out of the way, with what SQLite keeps beside it; "" when that cannot be done.
    static QString putAside(const QString &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    using Row = QList<QVariant>;
    using Rows = QList<Row>;
    [[nodiscard]] Result<Done> run(const QString &sql, const Row &values = {});
    [[nodiscard]] Result<Rows> read(const QString &sql, const Row &values = {});
    [[nodiscard]] Result<Done> begin() { return run(QStringLiteral("BEGIN IMMEDIATE")); }
    [[nodiscard]] Result<Done> commit() { return run(QStringLiteral("COMMIT")); }
    void rollBack() { std::ignore = run(QStringLiteral("ROLLBACK")); }
    /// What was committed, by any connection, is on the disk when this returns. Does not hold up a
    /// writer.
    [[nodiscard]] Result<Done> sync();
    /// An error since the opening was of the kind Damaged.
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }

private:
    explicit Database(QString connection) : m_connection(std::move(connection)) {}
    [[nodiscard]] Trouble prepare(const Format &format, Check check);
    [[nodiscard]] Result<QSqlQuery *> execute(const QString &sql, const Row &values);
    [[nodiscard]] Error failure(const QSqlError &error);

    QString m_connection;
    /// Kept ready, by their words.
    QHash<QString, QSqlQuery> m_queries;
    bool m_isDamaged = false;
};

} // namespace hobnob::desktop
