// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/migrator.h"

#include "server/store/datacopy.h"
#include "server/store/statement.h"

#include <QDir>
#include <QFile>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error refusal(const Connection &connection, const QString &why)
{
    return Error{ErrorCode::StorageFailed, u"Cannot use %1: %2"_s.arg(connection.file(), why)};
}

Error failure(const Connection &connection, const QString &what, const QSqlError &error)
{
    return refusal(connection,
                   u"%1 failed (%2). Nothing was changed."_s.arg(what, error.databaseText()));
}

Result<qint64> selectInteger(Connection &connection, const QString &sql)
{
    Statement statement(connection, sql);
    if (!statement.run() || !statement.next())
        return refusal(connection, reasonOf(statement.error()) + u'.');
    return statement.integer(0);
}

} // namespace

QList<Migration> Migrator::embedded(const QString &dialect)
{
    const QDir folder(u":/migrations/"_s + dialect);
    QList<Migration> migrations;
    const QStringList names = folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        Q_ASSERT(name.startsWith(u"%1_"_s.arg(migrations.size() + 1, 4, 10, QChar(u'0'))));
        migrations.append({name, splitStatements(QString::fromUtf8(file.readAll()))});
    }
    Q_ASSERT(!migrations.isEmpty());
    return migrations;
}

QStringList Migrator::splitStatements(const QString &script)
{
    QStringList statements;
    QString current;
    const auto finish = [&] {
        if (!current.isEmpty())
            statements.append(std::exchange(current, {}));
    };
    const QStringList lines = script.split(u'\n');
    for (const QString &line : lines) {
        if (line.trimmed().isEmpty())
            finish();
        else if (!line.startsWith(u"--"_s))
            current += line + u'\n';
    }
    finish();
    return statements;
}

Result<int> Migrator::recognise(Connection &connection) const
{
    const Result<qint64> application = selectInteger(connection, u"PRAGMA application_id"_s);
    const Result<qint64> version = selectInteger(connection, u"PRAGMA user_version"_s);
    const Result<qint64> objects =
        selectInteger(connection, u"SELECT COUNT(*) FROM sqlite_master"_s);
    for (const Result<qint64> *read : {&application, &version, &objects}) {
        if (!*read)
            return read->error();
    }
    const bool isNew = *application == 0 && *version == 0 && *objects == 0;
    if (!isNew && *application != applicationId)
        return refusal(connection, u"it belongs to another program. Choose another data folder "
                                   "with --data."_s);
    if (*version > newest()) {
        return refusal(connection,
                       u"it was written by a newer hobnobd (schema %1, this one knows up to %2). "
                       "Update hobnobd, or restore an older copy."_s.arg(*version)
                           .arg(newest()));
    }
    return static_cast<int>(*version);
}

Result<Done> Migrator::run(Connection &connection,
                           const std::function<QString(int version)> &copyName) const
{
    const Result<int> version = recognise(connection);
    if (!version)
        return version.error();
    if (*version == newest())
        return Done{};
    if (*version > 0) {
        const QString copy = copyName(*version);
        if (const Result<Done> copied = copyData(connection, copy); !copied)
            return copied;
        qCInfo(storeLog).noquote() << "Copied the data to" << copy << "before changing its schema";
    }
    return apply(connection, *version);
}

Result<Done> Migrator::apply(Connection &connection, int fromVersion) const
{
    // A table that others refer to can only be rebuilt without them; outside of the transaction,
    // because inside it this is ignored.
    QStringList statements = {u"PRAGMA foreign_keys = OFF"_s, u"BEGIN IMMEDIATE"_s};
    for (const Migration &migration : m_migrations.sliced(fromVersion))
        statements += migration.statements;
    statements += u"PRAGMA application_id = %1"_s.arg(applicationId);
    statements += u"PRAGMA user_version = %1"_s.arg(m_migrations.size());
    statements += {u"COMMIT"_s, u"PRAGMA foreign_keys = ON"_s};
    for (const QString &statement : std::as_const(statements)) {
        if (const QSqlError error = connection.execute(statement); error.isValid()) {
            for (const QString &undo : {u"ROLLBACK"_s, u"PRAGMA foreign_keys = ON"_s}) {
                [[maybe_unused]] const QSqlError ignored = connection.execute(undo);
            }
            return failure(
                connection,
                u"changing it from schema %1 to %2"_s.arg(fromVersion).arg(m_migrations.size()),
                error);
        }
    }
    qCInfo(storeLog).noquote() << connection.file() << "now has schema" << m_migrations.size();
    return Done{};
}

} // namespace hobnob::server
