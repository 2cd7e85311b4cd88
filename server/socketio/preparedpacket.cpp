// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/preparedpacket.h"

#include "server/net/websocketframe.h"

namespace hobnob::server
{

namespace
{

constexpr char finalBinary = char(0x82);

/// Of an unmasked frame (RFC 6455, 5.2).
qsizetype headBytes(QByteArrayView frame)
{
    switch (uchar(frame[1])) {
    case 126:
        return 4;
    case 127:
        return 10;
    default:
        return 2;
    }
}

} // namespace

PreparedPacket::PreparedPacket(EnginePacket::Type type, QByteArrayView data)
    : m_frame(textFrame(encodeEnginePacket(type, data)))
{
}

PreparedPacket PreparedPacket::binary(QByteArrayView data)
{
    QByteArray frame = textFrame(data);
    frame[0] = finalBinary;
    return PreparedPacket(std::move(frame));
}

void PreparedPacket::appendTo(QByteArray &payload) const
{
    if (!payload.isEmpty())
        payload.append(engineSeparator);
    const QByteArrayView content = QByteArrayView(m_frame).sliced(headBytes(m_frame));
    if (m_frame[0] == finalBinary)
        payload.append('b').append(content.toByteArray().toBase64());
    else
        payload.append(content);
}

} // namespace hobnob::server
