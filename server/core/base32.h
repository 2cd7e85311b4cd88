// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace hobnob::server
{

/// \a bytes in base32 (RFC 4648) without padding, in lower case. Pure and thread-safe.
[[nodiscard]] QString toBase32(QByteArrayView bytes);
/// So many random bytes from the system's generator. Thread-safe.
[[nodiscard]] QByteArray randomBytes(int count);
/// How what people type or paste is compared: in lower case, without spaces and dashes.
[[nodiscard]] QString plainCode(const QString &typed);

} // namespace hobnob::server
