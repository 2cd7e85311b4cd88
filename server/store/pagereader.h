// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/store.h"

namespace hobnob::server
{

/// One page of a log, read on the thread of \a connection. Errors: StorageFailed.
[[nodiscard]] Result<Page> readPage(Connection &connection, const PageRequest &request);

} // namespace hobnob::server
