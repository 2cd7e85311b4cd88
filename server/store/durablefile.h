// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

namespace hobnob::server
{

// Files that must be whole and on the disk before anybody relies on them. All errors are
// StorageFailed, with a sentence for the operator that names the file.

/// Makes an empty file with mode 0600 and a new name that begins with that of \a target, in the
/// same folder; returns its name.
[[nodiscard]] Result<QString> makeFileBeside(const QString &target);
/// Waits until the content of \a name is on the disk.
[[nodiscard]] Result<Done> syncFile(const QString &name);
/// Renames \a from to \a to, which must not exist, and waits until that is on the disk. Both are in
/// one folder.
[[nodiscard]] Result<Done> publishFile(const QString &from, const QString &to);
/// The same, but \a to is replaced: whoever looks sees the one or the other, whole.
[[nodiscard]] Result<Done> replaceFile(const QString &from, const QString &to);
/// A second name for \a from where the file system has such, else a copy on the disk. Never
/// overwrites.
[[nodiscard]] Result<Done> keepFileAs(const QString &from, const QString &to);
/// When the administrator runs us, what we make in \a folder belongs to its owner, so that the
/// server may use it. Does nothing for anybody else.
void giveToOwnerOf(const QString &folder, const QString &name);

/// Why the system refused, for people; \a number is an errno.
[[nodiscard]] QString systemReason(int number);

} // namespace hobnob::server
