// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"

#include <QStringList>

namespace hobnob::server
{

/// One step from a schema version to the next; its version is its place in the list, from 1 on.
struct Migration {
    QString name;
    QStringList statements;
};

/// Brings a database to the newest schema, and refuses those that are not ours or newer than we
/// know. The file itself says what it is: application_id, and the schema's version in user_version.
class Migrator final
{
public:
    /// "Hobn".
    static constexpr qint64 applicationId = 0x486F626E;

    explicit Migrator(QList<Migration> migrations) : m_migrations(std::move(migrations)) {}

    /// Those in resources/migrations, for this dialect ("sqlite").
    [[nodiscard]] static QList<Migration> embedded(const QString &dialect);
    /// Paragraphs without comments; see resources/migrations/README.md.
    [[nodiscard]] static QStringList splitStatements(const QString &script);

    /// The version that it brings a database to.
    [[nodiscard]] int newest() const { return static_cast<int>(m_migrations.size()); }
    /// The schema version of a database of ours, 0 when it is empty. Errors: StorageFailed, with a
    /// sentence for the operator, when it is not ours, newer than we know or cannot be read.
    [[nodiscard]] Result<int> recognise(Connection &connection) const;
    /// All steps or none. Data of an older version is copied to \a copyName (of that version)
    /// first. Errors: StorageFailed, with a sentence for the operator.
    Result<Done> run(Connection &connection,
                     const std::function<QString(int version)> &copyName) const;

private:
    Result<Done> apply(Connection &connection, int fromVersion) const;

    QList<Migration> m_migrations;
};

} // namespace hobnob::server
