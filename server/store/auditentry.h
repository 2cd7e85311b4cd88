// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

namespace hobnob::server
{

/// An act by someone with power over others. Names are those of the moment.
struct AuditEntry {
    /// Set by the store, as is the time.
    qint64 number = 0;
    Timestamp time{};
    /// An empty id: the operator, at the machine itself.
    protocol::User actor;
    /// A stable word, such as "account-deactivated".
    QString action;
    RoomId room = {};
    QString roomName = {};
    protocol::User subject = {};
    /// For people.
    QString details = {};
};

/// What is written into the audit log together with an act; nothing for acts upon oneself.
using Audit = std::optional<AuditEntry>;

} // namespace hobnob::server
