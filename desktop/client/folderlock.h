// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hobnob::desktop
{

/// Keeps a folder for one owner at a time, in this program and others. It is the lock of an SQLite
/// file, which the system takes back when the program ends, however it ends: nothing stale is left
/// behind by one that was killed, and no process id is mistaken for another.
class FolderLock final
{
public:
    FolderLock() = default;
    ~FolderLock() { release(); }
    FolderLock(const FolderLock &) = delete;
    FolderLock &operator=(const FolderLock &) = delete;

    /// False when somebody else has it, or the folder cannot be written.
    [[nodiscard]] bool take(const QString &folder);
    void release();

private:
    QString m_connection;
};

} // namespace hobnob::desktop
