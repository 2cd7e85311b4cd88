// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketreader.h"

#include "shared/limits.h"

#include <utility>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

SocketReader::Read SocketReader::readText(QByteArrayView text)
{
    if (m_incomplete)
        return Error{ErrorCode::WrongKind, u"An attachment was due."_s};
    auto packet = decodeSocketPacket(text);
    if (!packet)
        return packet.error();
    if (packet->head.attachments == 0)
        return std::optional(*std::move(packet));
    m_incomplete = *std::move(packet);
    m_bytes = 0;
    return std::optional<SocketPacket>();
}

SocketReader::Read SocketReader::readBinary(const QByteArray &data)
{
    if (!m_incomplete)
        return Error{ErrorCode::WrongKind, u"No attachment was due."_s};
    m_bytes += data.size();
    if (m_bytes > limits::socketAttachmentBytes)
        return Error{ErrorCode::TooLong, u"A packet's attachments are too long."_s};
    m_incomplete->attachments.append(data);
    if (m_incomplete->attachments.size() < m_incomplete->head.attachments)
        return std::optional<SocketPacket>();
    return std::exchange(m_incomplete, std::nullopt);
}

} // namespace hobnob::server
