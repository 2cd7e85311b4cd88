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
    QList<StoredRoom> rooms = {};
    QHash<RoomId, RoomTail> tails = {};
    QList<StoredMembership> memberships = {};
    QList<StoredPerson> members = {};
    QList<StoredSanction> sanctions = {};
    QList<StoredBlock> blocks = {};
    QList<StoredBot> bots = {};
    QList<IncomingHook> incomingHooks = {};
    QList<OutgoingHook> outgoingHooks = {};
    QHash<RoomId, qint64> reportsWaiting = {};
    std::optional<protocol::Announcement> announcement = {};
};

/// Gives new data its epoch. Sanctions that are over at \a now are left out. Errors: StorageFailed,
/// with a sentence for the operator.
[[nodiscard]] Result<StoreStart> readStart(Connection &connection, Timestamp now);

} // namespace hobnob::server
