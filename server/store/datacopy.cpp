// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datacopy.h"

#include "server/store/datafolder.h"
#include "server/store/durablefile.h"
#include "server/store/migrator.h"
#include "server/store/sql.h"
#include "server/store/statement.h"

#include <QFile>
#include <QFileInfo>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Result<Done> writeCopy(Connection &connection, const QString &file)
{
    Statement copy(connection, u"VACUUM INTO ?"_s);
    if (!copy.bind(file).run()) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot copy %1: %2."_s.arg(connection.file(), reasonOf(copy.error()))};
    }
    return syncFile(file);
}

Result<qint64> countRows(Connection &connection, const QString &query)
{
    Statement count(connection, query);
    if (!count.run() || !count.next()) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot read %1: %2."_s.arg(connection.file(), reasonOf(count.error()))};
    }
    return count.integer(0);
}

} // namespace

Result<Done> copyData(Connection &connection, const QString &target)
{
    // Said again when the copy gets its name; here it saves the work.
    if (QFileInfo::exists(target) || QFileInfo(target).isSymLink()) {
        return Error{ErrorCode::StorageFailed,
                     u"%1 exists already and is left as it is. Choose another name."_s.arg(target)};
    }
    const Result<QString> unfinished = makeFileBeside(target);
    if (!unfinished)
        return unfinished.error();
    Result<Done> copied = writeCopy(connection, *unfinished);
    if (copied)
        copied = publishFile(*unfinished, target);
    if (!copied)
        QFile::remove(*unfinished);
    return copied;
}

Result<DataSize> backUpData(const QString &dataFolder, const QString &file)
{
    const auto source = DataFolder::openForReading(dataFolder);
    if (!source)
        return source.error();
    const Result<int> version = Migrator(Migrator::embedded(u"sqlite"_s)).recognise(**source);
    if (!version)
        return version.error();
    if (*version == 0) {
        return Error{ErrorCode::StorageFailed,
                     u"%1 is empty: no server has stored anything there."_s.arg((*source)->file())};
    }
    if (const Result<Done> copied = copyData(**source, file); !copied)
        return copied.error();
    const auto backup = Connection::open(file, Access::ReadOnly);
    if (!backup)
        return backup.error();
    const Result<qint64> rooms = countRows(**backup, sql::countRooms);
    const Result<qint64> events = countRows(**backup, sql::countEvents);
    for (const Result<qint64> *count : {&rooms, &events}) {
        if (!*count)
            return count->error();
    }
    return DataSize{*rooms, *events, QFileInfo(file).size()};
}

} // namespace hobnob::server
