// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/durablefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error cannotWrite(const QString &name, int number)
{
    return Error{ErrorCode::StorageFailed,
                 u"Cannot write %1: %2."_s.arg(name, systemReason(number))};
}

Error isInTheWay(const QString &name)
{
    return Error{ErrorCode::StorageFailed,
                 u"%1 exists already and is left as it is. Choose another name."_s.arg(name)};
}

Result<Done> sync(const QString &name, int flags)
{
    const int file = ::open(QFile::encodeName(name).constData(), flags | O_CLOEXEC);
    if (file < 0)
        return cannotWrite(name, errno);
    const int failed = ::fsync(file) == 0 ? 0 : errno;
    ::close(file);
    // Some file systems have nothing to sync for a folder and say so.
    if (failed != 0 && failed != EINVAL)
        return cannotWrite(name, failed);
    return Done{};
}

Result<Done> syncFolderOf(const QString &name)
{
    return sync(QFileInfo(name).absolutePath(), O_RDONLY | O_DIRECTORY);
}

/// Not every file system can rename without replacing; there an empty file of ours takes the name
/// first.
int renameWithoutReplacing(const QByteArray &from, const QByteArray &to)
{
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    const int claim =
        ::open(to.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (claim < 0)
        return errno;
    ::close(claim);
    return ::rename(from.constData(), to.constData()) == 0 ? 0 : errno;
}

} // namespace

Result<QString> makeFileBeside(const QString &target)
{
    QByteArray name = QFile::encodeName(target) + ".XXXXXX";
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0)
        return cannotWrite(target, errno);
    ::close(file);
    return QFile::decodeName(name);
}

Result<Done> syncFile(const QString &name)
{
    return sync(name, O_RDONLY);
}

Result<Done> publishFile(const QString &from, const QString &to)
{
    const int failed = renameWithoutReplacing(QFile::encodeName(from), QFile::encodeName(to));
    if (failed == EEXIST)
        return isInTheWay(to);
    if (failed != 0)
        return cannotWrite(to, failed);
    return syncFolderOf(to);
}

Result<Done> replaceFile(const QString &from, const QString &to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return cannotWrite(to, errno);
    return syncFolderOf(to);
}

Result<Done> keepFileAs(const QString &from, const QString &to)
{
    if (::link(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return syncFolderOf(to);
    if (errno == EEXIST)
        return isInTheWay(to);
    QFile source(from);
    if (!source.copy(to))
        return Error{ErrorCode::StorageFailed,
                     u"Cannot copy %1 to %2: %3."_s.arg(from, to, source.errorString())};
    if (const Result<Done> synced = syncFile(to); !synced)
        return synced;
    return syncFolderOf(to);
}

void giveToOwnerOf(const QString &folder, const QString &name)
{
    struct stat owner = {};
    if (::geteuid() != 0 || ::stat(QFile::encodeName(folder).constData(), &owner) != 0)
        return;
    // Where this is not possible, nobody but the administrator can use the folder anyway.
    [[maybe_unused]] const int ignored =
        ::lchown(QFile::encodeName(name).constData(), owner.st_uid, owner.st_gid);
}

QString systemReason(int number)
{
    return number == EACCES ? u"permission denied"_s : qt_error_string(number);
}

} // namespace hobnob::server
