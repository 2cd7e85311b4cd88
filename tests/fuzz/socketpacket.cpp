// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketreader.h"
#include "shared/limits.h"
#include "tests/fuzz/check.h"

using namespace hobnob;
using namespace hobnob::server;

namespace
{

using fuzz::require;
using protocol::StrictJson;
using Type = SocketPacket::Type;

void checkPayload(const SocketPacket &packet)
{
    using Kind = StrictJson::Kind;
    const bool isEvent = packet.head.type == Type::Event || packet.head.type == Type::BinaryEvent;
    const bool isAck = packet.head.type == Type::Ack || packet.head.type == Type::BinaryAck;
    if (!packet.payload) {
        require(!isEvent && !isAck && packet.head.type != Type::ConnectError,
                "what says something has a payload");
        return;
    }
    const auto root = packet.payload->root();
    require(root.kind() == (isEvent || isAck ? Kind::List : Kind::Object),
            "a payload is of its type's kind");
    if (isEvent)
        require(root.count() > 0 && (*root.begin()).kind() == Kind::Text, "an event has a name");
}

void checkAttachments(QByteArrayView text, const SocketPacket &packet)
{
    SocketReader reader;
    auto read = reader.readText(text);
    require(read.ok(), "a reader takes what the decoder takes");
    for (qsizetype i = 0; i < packet.head.attachments; ++i) {
        require(read.ok() && !*read, "a packet is not complete too early");
        require(!SocketReader(reader).readText(R"(2["a"])").ok(), "nothing comes between");
        read = reader.readBinary("x");
    }
    require(read.ok() && *read, "a packet becomes complete");
    require((*read)->attachments.size() == packet.head.attachments, "with what belongs to it");
}

} // namespace

void fuzz::check(QByteArrayView input)
{
    const auto packet = decodeSocketPacket(input);
    if (!packet) {
        require(!packet.error().sentence.isEmpty(), "a refusal has a sentence");
        return;
    }
    const auto &head = packet->head;
    require(head.place.startsWith('/') && head.place.size() <= limits::socketPlaceBytes,
            "a namespace begins with a slash and is short");
    const bool isBinary = head.type == Type::BinaryEvent || head.type == Type::BinaryAck;
    require(isBinary == (head.attachments > 0) && head.attachments <= limits::socketAttachments,
            "binary packets have some attachments, others none");
    require(!head.ack || (*head.ack >= 0 && *head.ack <= limits::maxInteger),
            "a number is one that JavaScript knows");
    // The namespace of all may be named, and a comma at the end be left out.
    const QByteArray form = encodeSocketPacket(head);
    require(head.place == "/" || input.startsWith(form) || form == input.toByteArray() + ',',
            "what is before the payload has one form");
    checkPayload(*packet);
    checkAttachments(input, *packet);
}
