// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"

namespace hobnob::server
{

/// How much there is, for people.
struct DataSize {
    qint64 rooms = 0;
    qint64 events = 0;
    qint64 bytes = 0;
};

/// Copies everything that \a connection sees at one moment into the new file \a target (mode 0600),
/// which is whole and on the disk when this returns, or else not there. Others may write meanwhile.
/// Never overwrites. Errors: StorageFailed, with a sentence for the operator.
[[nodiscard]] Result<Done> copyData(Connection &connection, const QString &target);

/// Makes the backup \a file of the data in \a dataFolder, also while a server runs on it, and
/// counts what is in the backup. Errors: StorageFailed, with a sentence for the operator.
[[nodiscard]] Result<DataSize> backUpData(const QString &dataFolder, const QString &file);

} // namespace hobnob::server
