// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/storedpeople.h"

namespace hobnob::server
{

// Lists of people, read on the thread of the connection. Errors: StorageFailed.

/// See AccountStore::findPeople().
[[nodiscard]] Result<QList<StoredPerson>> findPeople(Connection &connection, const QString &text,
                                                     int limit);
/// See AccountStore::listAccounts().
[[nodiscard]] Result<QList<StoredPerson>> listAccounts(Connection &connection,
                                                       const QString &afterLogin, int limit);

} // namespace hobnob::server
