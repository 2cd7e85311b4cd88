// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QString>

#include <memory>

namespace hobnob::chaos
{

/// Lets this process and what it starts mount file systems that nobody else sees: as root, or in a
/// user namespace of its own. Call it first in main(), before any thread. The error says what the
/// machine would have to allow.
[[nodiscard]] Result<Done> enterMountNamespace();

/// A real file system of its own on an empty folder, unmounted with the object.
class SmallDisk final
{
public:
    /// In memory; enterMountNamespace() has succeeded.
    [[nodiscard]] static Result<std::unique_ptr<SmallDisk>> inMemory(const QString &folder,
                                                                     qint64 bytes);
    /// ext4 in the file \a image, through a loop device: only for root.
    [[nodiscard]] static Result<std::unique_ptr<SmallDisk>> onLoopDevice(const QString &folder,
                                                                         const QString &image);
    ~SmallDisk();
    Q_DISABLE_COPY_MOVE(SmallDisk)

    /// Not a byte is left.
    [[nodiscard]] Result<Done> fill();
    /// What fill() took is free again.
    [[nodiscard]] Result<Done> free();
    /// As mount -o remount; no file may be open for writing.
    [[nodiscard]] Result<Done> makeReadOnly();
    [[nodiscard]] Result<Done> makeWritable();
    /// What the kernel does to a disk that has errors, open files or not: only on a loop device,
    /// and for as long as it is mounted.
    [[nodiscard]] Result<Done> failAsBrokenHardware();

private:
    explicit SmallDisk(QString folder) : m_folder(std::move(folder)) {}
    [[nodiscard]] Result<Done> remount(unsigned long flags);
    [[nodiscard]] QString ballast() const;

    QString m_folder;
};

} // namespace hobnob::chaos
