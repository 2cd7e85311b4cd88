// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datarestorer.h"

#include "server/store/datacopy.h"
#include "server/store/durablefile.h"
#include "server/store/sql.h"
#include "server/store/statement.h"
#include "shared/text.h"

#include <QFile>
#include <QFileInfo>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error refusal(const QString &file, const QString &why)
{
    return Error{ErrorCode::StorageFailed, u"Cannot restore %1: %2."_s.arg(file, why)};
}

QString walOf(const QString &database)
{
    return database + u"-wal"_s;
}

qint64 sizeOf(const QString &name)
{
    return QFileInfo(name).size();
}

/// Removes a file and what SQLite may have put beside it.
void removeDatabase(const QString &database)
{
    for (const QString &name : {database, walOf(database), database + u"-shm"_s})
        QFile::remove(name);
}

Result<Done> writeNewEpoch(const QString &database)
{
    // Closing it brings everything from its log into the file itself.
    const auto connection = Connection::open(database, Access::ReadWrite);
    if (!connection)
        return connection.error();
    Statement replace(**connection, sql::replaceEpoch);
    if (!replace.bind(randomId()).run()) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot write %1: %2."_s.arg(database, reasonOf(replace.error()))};
    }
    return Done{};
}

/// What a server that was killed left in the log goes into the file. A damaged file refuses, and
/// then its log is kept beside it.
void mergeLog(const QString &database)
{
    // Closing a file that cannot be read would throw its log away; reading alone does not.
    if (sizeOf(walOf(database)) == 0 || !Connection::open(database, Access::ReadOnly))
        return;
    if (const auto connection = Connection::open(database, Access::ReadWrite); connection) {
        [[maybe_unused]] const QSqlError ignored =
            (*connection)->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
}

/// Keeps the folder's data under a name of its own, and leaves the file in place. Its name; empty
/// when there is nothing to keep.
Result<QString> keepPresent(const DataFolder &folder)
{
    const QString database = folder.database();
    if (sizeOf(database) == 0 && sizeOf(walOf(database)) == 0)
        return QString();
    mergeLog(database);
    const QString kept = folder.unusedCopyName(u"before-restore"_s);
    if (const Result<Done> done = keepFileAs(database, kept); !done)
        return done.error();
    if (sizeOf(walOf(database)) > 0) {
        if (const Result<Done> done = keepFileAs(walOf(database), walOf(kept)); !done)
            return done.error();
    }
    return kept;
}

/// A log that stayed behind would be taken for the new file's.
Result<Done> removeLog(const QString &database)
{
    for (const QString &name : {walOf(database), database + u"-shm"_s}) {
        if (QFile file(name); file.exists() && !file.remove()) {
            return Error{ErrorCode::StorageFailed,
                         u"Cannot remove %1: %2."_s.arg(name, file.errorString())};
        }
    }
    return Done{};
}

} // namespace

Result<Restored> DataRestorer::restore(const QString &file) const
{
    const auto backup = Connection::open(file, Access::ReadOnly);
    if (!backup)
        return backup.error();
    Restored restored{DataChecker(**backup).run(), {}};
    if (!restored.content.problems.isEmpty())
        return refusal(file, restored.content.problems.constFirst());

    const Result<DataFolder> folder = DataFolder::take(m_dataFolder);
    if (!folder)
        return folder.error();
    const QString prepared = folder->unusedCopyName(u"restoring"_s);
    Result<Done> done = copyData(**backup, prepared);
    if (done)
        done = writeNewEpoch(prepared);
    if (done && sizeOf(walOf(prepared)) > 0)
        done = refusal(file, u"its copy %1 could not be completed"_s.arg(prepared));
    if (done)
        done = syncFile(prepared);
    if (!done) {
        removeDatabase(prepared);
        return done.error();
    }
    giveToOwnerOf(folder->path(), prepared);

    const Result<QString> kept = keepPresent(*folder);
    done = kept ? removeLog(folder->database()) : Result<Done>(kept.error());
    if (done)
        done = replaceFile(prepared, folder->database());
    if (!done) {
        removeDatabase(prepared);
        return done.error();
    }
    restored.kept = *kept;
    return restored;
}

} // namespace hobnob::server
