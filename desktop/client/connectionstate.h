// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QDateTime>

namespace hobnob::desktop
{

/// What stands between us and the server; models/statustext.h says it in words.
enum class LinkProblem {
    None,
    /// No such host, nobody listens there, or no answer in time.
    Unreachable,
    /// The encrypted connection could not be made.
    NotSecure,
    /// Something answers there, but it is no Hobnob server that we understand.
    NotHobnob,
    /// The connection stood and broke.
    Lost,
    /// The server said goodbye, for a restart.
    ServerLeft,
    /// The server is there and cannot take us now.
    ServerBusy,
};

/// Where the connection stands. A value.
struct ConnectionState {
    enum class Phase {
        /// Nobody asked for a connection.
        Disconnected,
        /// Opening, or saying who we are.
        Connecting,
        Online,
        /// Lost or not reached; the next try is at retryAt.
        Waiting,
        /// The server does not take us as we are (error says why, and its field what to change);
        /// no further try by itself.
        Refused,
    };

    Phase phase = Phase::Disconnected;
    LinkProblem problem = LinkProblem::None;
    /// Set while Waiting; UTC.
    QDateTime retryAt = {};
    /// Set when Refused.
    Error error = {};

    friend bool operator==(const ConnectionState &, const ConnectionState &) = default;
};

} // namespace hobnob::desktop
