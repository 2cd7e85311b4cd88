// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/roomtails.h"

namespace hobnob::server
{

/// What is read once, when a store opens.
struct StoreStart {
    QString epoch;
    bool hasAdministrator = false;
    QList<StoredRoom> rooms;
    QHash<RoomId, RoomTail> tails;
};

/// Gives new data its epoch. Errors: StorageFailed, with a sentence for the operator.
[[nodiscard]] Result<StoreStart> readStart(Connection &connection);

} // namespace hobnob::server
