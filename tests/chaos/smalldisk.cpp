// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/smalldisk.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace hobnob::chaos
{

using namespace Qt::StringLiterals;

namespace
{

Error failure(const QString &what)
{
    return Error{ErrorCode::StorageFailed,
                 u"%1: %2."_s.arg(what, QString::fromLocal8Bit(std::strerror(errno)))};
}

bool write(const char *path, const QByteArray &text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool written = ::write(file, text.constData(), size_t(text.size())) == text.size();
    ::close(file);
    return written;
}

/// The outer end of a user namespace in which we are root.
bool becomeRootInside(uid_t user, gid_t group)
{
    return write("/proc/self/setgroups", "deny") &&
           write("/proc/self/uid_map", "0 " + QByteArray::number(user) + " 1") &&
           write("/proc/self/gid_map", "0 " + QByteArray::number(group) + " 1");
}

Result<Done> run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    const bool ended = process.waitForFinished() && process.exitStatus() == QProcess::NormalExit;
    if (ended && process.exitCode() == 0)
        return Done{};
    return Error{ErrorCode::StorageFailed,
                 u"%1 %2 failed: %3 %4"_s.arg(program, arguments.join(u' '), process.errorString(),
                                              QString::fromLocal8Bit(process.readAll()))};
}

} // namespace

Result<Done> enterMountNamespace()
{
    const uid_t user = ::geteuid();
    const gid_t group = ::getegid();
    const bool entered =
        user == 0 ? ::unshare(CLONE_NEWNS) == 0
                  : ::unshare(CLONE_NEWNS | CLONE_NEWUSER) == 0 && becomeRootInside(user, group);
    // Nothing of ours is to be seen outside.
    if (entered && ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0)
        return Done{};
    return failure(u"This test mounts small file systems of its own: run it as root with "
                   "CAP_SYS_ADMIN, or where user namespaces are allowed "
                   "(user.max_user_namespaces, kernel.unprivileged_userns_clone)"_s);
}

Result<std::unique_ptr<SmallDisk>> SmallDisk::inMemory(const QString &folder, qint64 bytes)
{
    const QByteArray options = "size=" + QByteArray::number(bytes) + ",mode=0700";
    if (::mount("tmpfs", QFile::encodeName(folder), "tmpfs", MS_NOSUID | MS_NODEV, options) != 0)
        return failure(u"A small file system cannot be mounted on %1"_s.arg(folder));
    return std::unique_ptr<SmallDisk>(new SmallDisk(folder));
}

Result<std::unique_ptr<SmallDisk>> SmallDisk::onLoopDevice(const QString &folder,
                                                           const QString &image)
{
    if (!QFileInfo::exists(image)) {
        constexpr qint64 bytes = 16 * 1024 * 1024;
        QFile file(image);
        if (!file.open(QIODevice::WriteOnly) || !file.resize(bytes))
            return failure(image);
        if (const auto made = run(u"mkfs.ext4"_s, {u"-q"_s, image}); !made)
            return made.error();
    }
    const auto mounted = run(u"mount"_s, {u"-o"_s, u"loop,errors=remount-ro"_s, image, folder});
    if (!mounted) {
        return Error{ErrorCode::StorageFailed,
                     u"As root, this test needs a loop device with ext4 (/dev/loop-control, "
                     "mkfs.ext4). "_s +
                         mounted.error().sentence};
    }
    return std::unique_ptr<SmallDisk>(new SmallDisk(folder));
}

SmallDisk::~SmallDisk()
{
    if (::umount2(QFile::encodeName(m_folder), 0) != 0)
        qWarning("%s stays mounted: %s", qPrintable(m_folder), std::strerror(errno));
}

QString SmallDisk::ballast() const
{
    return m_folder + u"/ballast"_s;
}

Result<Done> SmallDisk::fill()
{
    const int file =
        ::open(QFile::encodeName(ballast()), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        return failure(ballast());
    constexpr qsizetype block = 4096;
    const QByteArray bytes(block, 'x');
    while (::write(file, bytes.constData(), size_t(bytes.size())) > 0) {
    }
    const int reason = errno;
    ::close(file);
    errno = reason;
    return reason == ENOSPC ? Result<Done>(Done{}) : failure(ballast());
}

Result<Done> SmallDisk::free()
{
    return QFile::remove(ballast()) ? Result<Done>(Done{}) : failure(ballast());
}

Result<Done> SmallDisk::makeReadOnly()
{
    return remount(MS_RDONLY);
}

Result<Done> SmallDisk::makeWritable()
{
    return remount(0);
}

Result<Done> SmallDisk::remount(unsigned long flags)
{
    flags |= MS_REMOUNT | MS_NOSUID | MS_NODEV;
    if (::mount(nullptr, QFile::encodeName(m_folder), nullptr, flags, nullptr) != 0)
        return failure(u"%1 cannot be remounted"_s.arg(m_folder));
    return Done{};
}

Result<Done> SmallDisk::failAsBrokenHardware()
{
    QProcess find;
    find.start(u"findmnt"_s, {u"-no"_s, u"SOURCE"_s, m_folder});
    find.waitForFinished();
    const QByteArray device = find.readAll().trimmed().split('/').last();
    if (!write("/sys/fs/ext4/" + device + "/trigger_fs_error", "1"))
        return failure(u"ext4 on %1 cannot be made to fail"_s.arg(QString::fromUtf8(device)));
    return Done{};
}

} // namespace hobnob::chaos
