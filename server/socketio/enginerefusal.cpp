// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/enginerefusal.h"

namespace hobnob::server
{

QByteArray engineRefusalText(EngineRefusal refusal)
{
    switch (refusal) {
    case EngineRefusal::TransportUnknown:
        return "Transport unknown";
    case EngineRefusal::SessionUnknown:
        return "Session ID unknown";
    case EngineRefusal::BadHandshakeMethod:
        return "Bad handshake method";
    case EngineRefusal::BadRequest:
        return "Bad request";
    case EngineRefusal::Forbidden:
        return "Forbidden";
    case EngineRefusal::VersionUnsupported:
        return "Unsupported protocol version";
    }
    return {};
}

HttpReply engineRefusalReply(EngineRefusal refusal)
{
    return {refusal == EngineRefusal::Forbidden ? 403 : 400,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            "{\"code\":" + QByteArray::number(static_cast<int>(refusal)) + ",\"message\":\"" +
                engineRefusalText(refusal) + "\"}"};
}

} // namespace hobnob::server
