// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWebSocketProtocol>

namespace hobnob::server
{

/// \a utf8 as one finished, unmasked text frame (RFC 6455), ready to be written to any number of
/// sockets.
[[nodiscard]] QByteArray textFrame(QByteArrayView utf8);
/// \a reason is cut so that the frame stays a control frame.
[[nodiscard]] QByteArray closeFrame(QWebSocketProtocol::CloseCode code, QStringView reason);

} // namespace hobnob::server
