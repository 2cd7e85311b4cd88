// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QByteArray>
#include <QList>

namespace hobnob::server
{

/// One packet of Engine.IO 4. Binary content is always a message's.
struct EnginePacket {
    enum class Type { Open, Close, Ping, Pong, Message, Upgrade, Noop };
    enum class Content { Text, Binary };

    Type type = Type::Message;
    /// Of text: UTF-8.
    QByteArray data = {};
    Content content = Content::Text;

    friend bool operator==(const EnginePacket &, const EnginePacket &) = default;
};

/// What stands between packets in the body of a request or an answer.
inline constexpr char engineSeparator = '\x1e';
/// In a ping and a pong: whoever asks whether the other transport works.
inline constexpr auto engineProbe = "probe";

/// What a WebSocket's text message says. Strict: the type is one digit, messages alone carry any
/// data, pings and pongs at most a probe, and data is valid UTF-8. Pure and thread-safe, as are all
/// of these.
[[nodiscard]] Result<EnginePacket> decodeEnginePacket(QByteArrayView text);
/// The packets of a request's body, at least one and at most limits::enginePackets. Binary content
/// is canonical base64 (RFC 4648) behind a b.
[[nodiscard]] Result<QList<EnginePacket>> decodeEnginePayload(QByteArrayView payload);

/// A text packet, as it stands in a WebSocket's text message and in a body.
[[nodiscard]] QByteArray encodeEnginePacket(EnginePacket::Type type, QByteArrayView data = {});

} // namespace hobnob::server
