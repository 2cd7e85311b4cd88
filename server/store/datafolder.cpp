// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/datafolder.h"

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

QString systemReason(int number)
{
    return number == EACCES ? u"permission denied"_s : qt_error_string(number);
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
        return refusal(path, errno == EWOULDBLOCK ? u"%1 is using it"_s.arg(holder(lock))
                                                  : systemReason(errno));
    writeHolder(lock);
    // SQLite would make it readable by everyone; its side files take the mode of this one.
    const QByteArray fileName = QFile::encodeName(folder.database());
    const int file = ::open(fileName.constData(), O_RDWR | O_CREAT | O_CLOEXEC, ownerOnly);
    if (file < 0)
        return refusal(path,
                       u"%1 cannot be written (%2)"_s.arg(folder.database(), systemReason(errno)));
    ::close(file);
    return folder;
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

QString DataFolder::database() const
{
    return m_path + u"/hobnob.sqlite"_s;
}

QString DataFolder::unusedCopyName(int schemaVersion) const
{
    const QString day = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    const QString base = u"%1/hobnob-schema%2-%3"_s.arg(m_path).arg(schemaVersion).arg(day);
    QString name = base + u".sqlite"_s;
    for (int i = 2; QFileInfo::exists(name); ++i)
        name = u"%1-%2.sqlite"_s.arg(base).arg(i);
    return name;
}

} // namespace hobnob::server
