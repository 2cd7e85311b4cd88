// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/limits.h"

#include <chrono>

namespace hobnob::server
{

/// Every time that the server waits, in one place, so that tests need not wait as long. What
/// clients have to know of them stands in limits.h.
struct Timeouts {
    using Time = std::chrono::milliseconds;

    Time handshake = limits::handshakeTime;
    Time login = limits::loginTime;
    Time ping = limits::pingInterval;
    /// Of Engine.IO, and for the answer to it.
    Time enginePing = limits::enginePingInterval;
    /// Programs of Socket.IO connect when they start, and have a name when somebody typed one.
    /// After this the connection ends, and a page that waits begins a new one by itself; whoever
    /// only collects connections has that much more to do.
    Time nameless{std::chrono::minutes(10)};
    Time typingExpiry = limits::typingExpiry;
    Time guestGrace = limits::guestGrace;
    /// A member whose last window is gone counts as away after this part of the grace; a reload is
    /// quicker and stays invisible.
    Time awayAfterLoss = limits::guestGrace / 4;
    Time coalesce = limits::coalesce;
    /// For so long after the start, whoever resumes a room was in it all along and is not
    /// announced: our clients wait no longer than this between their tries.
    Time returning{30000};
    Time readGather = limits::readGather;
    /// How often the store is told which sessions are in use.
    Time sessionRefresh{std::chrono::minutes(5)};
    /// Lines of the room list go to everyone, so they may be older than what members see.
    Time summaries{500};
    /// For the peer's half of a closing handshake.
    Time closing{1500};
    /// For all of them together, when the server stops.
    Time drain{2000};
    /// What the Goodbye tells clients to wait.
    Time reconnectAfter{1000};
    /// How often sessions are looked at for being silent, slow or not logged in.
    Time sweep{500};
};

} // namespace hobnob::server
