// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datafolder.h"

#include "server/store/durablefile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;

Error refusal(const QString &path, const QString &why)
{
    return Error{
        ErrorCode::StorageFailed,
        u"Cannot use the data folder %1: %2. Choose another with --data."_s.arg(path, why)};
}

Error heldBy(const QString &path, const QString &holder)
{
    return Error{ErrorCode::StorageFailed,
                 u"Cannot use the data folder %1: %2 is using it. Stop that first, or choose "
                 "another folder with --data."_s.arg(path, holder)};
}

/// Each missing folder on the way, those above as the umask says, the last one for us alone.
Result<Done> makeFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Done{};
    if (info.exists() || info.isSymLink())
        return refusal(path, u"it is not a folder"_s);
    QDir().mkpath(info.path());
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0)
        return refusal(path, systemReason(errno));
    return Done{};
}

QString holder(int lock)
{
    char text[32] = {};
    const ssize_t length = ::pread(lock, text, sizeof text - 1, 0);
    const QByteArray pid = QByteArray(text, qMax<ssize_t>(length, 0)).trimmed();
    return pid.isEmpty() ? u"another server"_s
                         : u"another server (process %1)"_s.arg(QString::fromLatin1(pid));
}

void writeHolder(int lock)
{
    const QByteArray pid = QByteArray::number(::getpid()) + '\n';
    // Only a help for people: that it cannot be written does not matter.
    if (::ftruncate(lock, 0) == 0) [[maybe_unused]]
        const ssize_t written = ::pwrite(lock, pid.constData(), size_t(pid.size()), 0);
}

} // namespace

Result<DataFolder> DataFolder::take(const QString &path)
{
    if (path.isEmpty())
        return Error{ErrorCode::StorageFailed, u"No data folder is set. Name one with --data."_s};
    if (const Result<Done> made = makeFolder(path); !made)
        return made.error();
    const QByteArray lockName = QFile::encodeName(path + u"/hobnob.lock"_s);
    const int lock = ::open(lockName.constData(), O_RDWR | O_CREAT | O_CLOEXEC, ownerOnly);
    if (lock < 0)
        return refusal(path, systemReason(errno));
    DataFolder folder(path, lock);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? heldBy(path, holder(lock))
                                    : refusal(path, systemReason(errno));
    writeHolder(lock);
    giveToOwnerOf(path, QFile::decodeName(lockName));
    // SQLite would make it readable by everyone; its side files take the mode of this one.
    const QByteArray fileName = QFile::encodeName(folder.database());
    const int file = ::open(fileName.constData(), O_RDWR | O_CREAT | O_CLOEXEC, ownerOnly);
    if (file < 0)
        return refusal(path,
                       u"%1 cannot be written (%2)"_s.arg(folder.database(), systemReason(errno)));
    ::close(file);
    giveToOwnerOf(path, folder.database());
    return folder;
}

Result<std::unique_ptr<Connection>> DataFolder::openForReading(const QString &path)
{
    auto connection = Connection::open(databaseIn(path), Access::ReadOnly);
    if (connection)
        return connection;
    return Error{ErrorCode::StorageFailed,
                 connection.error().sentence +
                     u" If this is not the data folder, name it with --data."_s};
}

DataFolder::DataFolder(DataFolder &&other) noexcept
    : m_path(std::move(other.m_path)), m_lock(std::exchange(other.m_lock, -1))
{
}

DataFolder::~DataFolder()
{
    if (m_lock >= 0)
        ::close(m_lock);
}

QString DataFolder::databaseIn(const QString &path)
{
    return path + u"/hobnob.sqlite"_s;
}

QString DataFolder::unusedCopyName(const QString &label) const
{
    const QString day = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    const QString base = u"%1/hobnob-%2-%3"_s.arg(m_path, label, day);
    QString name = base + u".sqlite"_s;
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = u"%1-%2.sqlite"_s.arg(base).arg(i);
    return name;
}

} // namespace hobnob::server
