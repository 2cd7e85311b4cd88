// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/socketpacket.h"

namespace hobnob::server
{

/// Makes Socket.IO packets of the messages of one Engine.IO session: a packet with attachments is
/// complete when they have come, and nothing else may come between. What it holds of an incomplete
/// one is bounded by limits::socketAttachmentBytes. After an error it is of no more use.
class SocketReader final
{
public:
    /// A packet, or nothing while attachments are missing.
    using Read = Result<std::optional<SocketPacket>>;

    [[nodiscard]] Read readText(QByteArrayView text);
    [[nodiscard]] Read readBinary(const QByteArray &data);

private:
    std::optional<SocketPacket> m_incomplete;
    qsizetype m_bytes = 0;
};

} // namespace hobnob::server
