// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/enginepacket.h"

#include "shared/limits.h"

#include <QUtf8StringView>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using Type = EnginePacket::Type;

namespace
{

/// Whether a packet of this type may carry \a data.
bool fits(Type type, QByteArrayView data)
{
    switch (type) {
    case Type::Open:
    case Type::Message:
        return true;
    case Type::Ping:
    case Type::Pong:
        return data.isEmpty() || data == engineProbe;
    case Type::Close:
    case Type::Upgrade:
    case Type::Noop:
        break;
    }
    return data.isEmpty();
}

Result<EnginePacket> decodeBinary(QByteArrayView base64)
{
    const QByteArray text = base64.toByteArray();
    const auto decoded =
        QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    // Several texts stand for the same bytes, and only one of them is what an encoder writes.
    if (!decoded || decoded.decoded.toBase64() != text)
        return Error{ErrorCode::BadText, u"Binary content is not base64."_s};
    return EnginePacket{Type::Message, decoded.decoded, EnginePacket::Content::Binary};
}

} // namespace

Result<EnginePacket> decodeEnginePacket(QByteArrayView text)
{
    if (text.isEmpty())
        return Error{ErrorCode::MissingField, u"A packet is empty."_s};
    if (text.front() < '0' || text.front() > '6')
        return Error{ErrorCode::UnknownType, u"There is no packet of this type."_s};
    const auto type = static_cast<Type>(text.front() - '0');
    const QByteArrayView data = text.sliced(1);
    if (!fits(type, data))
        return Error{ErrorCode::WrongKind, u"A packet of this type does not say that."_s};
    if (!QUtf8StringView(data.data(), data.size()).isValidUtf8())
        return Error{ErrorCode::BadText, u"A packet's text is not UTF-8."_s};
    return EnginePacket{type, data.toByteArray()};
}

Result<QList<EnginePacket>> decodeEnginePayload(QByteArrayView payload)
{
    QList<EnginePacket> packets;
    for (;;) {
        const qsizetype end = payload.indexOf(engineSeparator);
        const QByteArrayView one = end < 0 ? payload : payload.first(end);
        auto packet = one.startsWith('b') ? decodeBinary(one.sliced(1)) : decodeEnginePacket(one);
        if (!packet)
            return packet.error();
        packets.append(*std::move(packet));
        if (end < 0)
            return packets;
        if (packets.size() == limits::enginePackets)
            return Error{ErrorCode::TooMany, u"These are too many packets at once."_s};
        payload = payload.sliced(end + 1);
    }
}

QByteArray encodeEnginePacket(Type type, QByteArrayView data)
{
    QByteArray text;
    text.reserve(data.size() + 1);
    text.append(static_cast<char>('0' + static_cast<int>(type)));
    text.append(data);
    return text;
}

} // namespace hobnob::server
