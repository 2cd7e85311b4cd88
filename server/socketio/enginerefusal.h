// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/httpmessages.h"

namespace hobnob::server
{

/// Why a request of Engine.IO is refused; the numbers are those that its clients know.
enum class EngineRefusal {
    TransportUnknown = 0,
    SessionUnknown = 1,
    BadHandshakeMethod = 2,
    BadRequest = 3,
    Forbidden = 4,
    VersionUnsupported = 5,
};

/// Such as u"Session ID unknown".
[[nodiscard]] QByteArray engineRefusalText(EngineRefusal refusal);
/// {"code":1,"message":"Session ID unknown"}, with 400, or with 403 for Forbidden.
[[nodiscard]] HttpReply engineRefusalReply(EngineRefusal refusal);

} // namespace hobnob::server
