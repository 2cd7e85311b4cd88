// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWebSocketProtocol>

namespace hobnob::server
{

/// The server's answer to an upgrade with this Sec-WebSocket-Key (RFC 6455, section 4.2.2).
[[nodiscard]] QByteArray openingHandshake(const QByteArray &key);
/// \a utf8 as one finished, unmasked text frame (RFC 6455), ready to be written to any number of
/// sockets.
[[nodiscard]] QByteArray textFrame(QByteArrayView utf8);
/// Without a payload.
[[nodiscard]] QByteArray pingFrame();
/// \a payload: of the ping, at most 125 bytes.
[[nodiscard]] QByteArray pongFrame(const QByteArray &payload);
/// \a reason is cut so that the frame stays a control frame.
[[nodiscard]] QByteArray closeFrame(QWebSocketProtocol::CloseCode code, QStringView reason);

} // namespace hobnob::server
