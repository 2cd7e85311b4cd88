// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QByteArray>

/// JSON text frames to messages and back (RFC 8259). Pure and thread-safe.
///
/// Decoding is strict: every refusal is an Error whose code isFrameError(), and whose field says
/// where. Fields that a message does not have are passed over, so that a newer peer may say more.
namespace hobnob::protocol
{

/// \a frame: UTF-8.
[[nodiscard]] Result<ClientMessage> decodeClientMessage(QByteArrayView frame);
[[nodiscard]] Result<ServerMessage> decodeServerMessage(QByteArrayView frame);

/// One JSON object in UTF-8, without white space. Optional fields that are unset are left out.
[[nodiscard]] QByteArray encode(const ClientMessage &message);
[[nodiscard]] QByteArray encode(const ServerMessage &message);

/// The id of a request that could not be decoded, when it can still be made out, so that the
/// refusal reaches the one who waits for it.
[[nodiscard]] std::optional<RequestId> requestIdOf(QByteArrayView frame);
/// The id that \a message carries, if its kind has one.
[[nodiscard]] std::optional<RequestId> requestIdOf(const ClientMessage &message);
[[nodiscard]] std::optional<RequestId> requestIdOf(const ServerMessage &message);

/// \a error as the answer to \a id.
[[nodiscard]] Error toMessage(const hobnob::Error &error, std::optional<RequestId> id);

} // namespace hobnob::protocol
