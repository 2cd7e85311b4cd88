// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QByteArray>

namespace hobnob::server
{

/// "t=<time>,v1=<hexadecimal>": the HMAC-SHA256 under \a key of the time in decimal, a dot and the
/// body. Whoever checks it refuses what is more than some minutes old, so that nobody can send
/// an old delivery again. Pure.
[[nodiscard]] QByteArray hookSignature(const QByteArray &key, Timestamp time,
                                       const QByteArray &body);

} // namespace hobnob::server
