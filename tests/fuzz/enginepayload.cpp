// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/preparedpacket.h"
#include "shared/limits.h"
#include "tests/fuzz/check.h"

#include <QUtf8StringView>

using namespace hobnob;
using namespace hobnob::server;

namespace
{

using fuzz::require;
using Type = EnginePacket::Type;

PreparedPacket prepared(const EnginePacket &packet)
{
    return packet.content == EnginePacket::Content::Binary
               ? PreparedPacket::binary(packet.data)
               : PreparedPacket(packet.type, packet.data);
}

void checkOne(QByteArrayView input)
{
    const auto packet = decodeEnginePacket(input);
    if (!packet)
        return;
    require(packet->content == EnginePacket::Content::Text, "a text message has text");
    require(QUtf8StringView(packet->data.data(), packet->data.size()).isValidUtf8(),
            "text is UTF-8");
    require(packet->data.isEmpty() || packet->data == engineProbe || packet->type == Type::Open ||
                packet->type == Type::Message,
            "messages alone say something");
    require(encodeEnginePacket(packet->type, packet->data) == input, "a packet has one form");
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    checkOne(input);
    const auto packets = decodeEnginePayload(input);
    if (!packets) {
        require(!packets.error().sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    require(!packets->isEmpty() && packets->size() <= limits::enginePackets,
            "a payload has some packets, and not too many");
    QByteArray again;
    for (const auto &packet : *packets) {
        require(packet.content == EnginePacket::Content::Text || packet.type == Type::Message,
                "binary content is a message's");
        prepared(packet).appendTo(again);
    }
    require(again == input, "a payload has one form");
}
