// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/enginepacket.h"

namespace hobnob::server
{

/// An Engine.IO packet on its way out: encoded once and shared by all sessions that it goes to. It
/// is kept as a finished WebSocket frame; what is in that frame is also what a polling answer
/// carries.
class PreparedPacket final
{
public:
    /// \a data is UTF-8 without engineSeparator.
    explicit PreparedPacket(EnginePacket::Type type, QByteArrayView data = {});
    /// A message.
    [[nodiscard]] static PreparedPacket binary(QByteArrayView data);

    [[nodiscard]] const QByteArray &frame() const { return m_frame; }
    [[nodiscard]] qsizetype bytes() const { return m_frame.size(); }
    /// Behind what is there already, with the separator between.
    void appendTo(QByteArray &payload) const;

private:
    explicit PreparedPacket(QByteArray frame) : m_frame(std::move(frame)) {}

    QByteArray m_frame;
};

} // namespace hobnob::server
