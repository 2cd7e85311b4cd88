// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/httpmessages.h"

#include <QDateTime>

namespace hobnob::server
{

/// What becomes of the connection behind an answer.
enum class Behind { NextRequest, EndSaid, EndUnsaid };

/// The head of an answer over HTTP/1.1 (RFC 9112), up to the body. Empty when a header could be
/// read as something else than one header, or is the connection's affair. Pure.
[[nodiscard]] QByteArray replyHead(const HttpReply &reply, Behind behind, const QDateTime &now);

/// Whether answers of this status have a body at all (RFC 9110, section 6.4.1).
[[nodiscard]] bool mayHaveBody(int status);

/// A whole answer to whoever is not served, after which the connection ends.
[[nodiscard]] QByteArray refusal(int status, const QByteArray &sentence, const QDateTime &now);

} // namespace hobnob::server
