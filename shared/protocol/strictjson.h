// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QByteArrayView>
#include <QJsonObject>

namespace hobnob::protocol
{

/// Reads one JSON object (RFC 8259) and refuses what lenient readers let pass: duplicate keys, lone
/// surrogates, U+0000, nesting past limits::jsonDepth, numbers that overflow, anything after the
/// end. Whole numbers stay exact. Needs no stack per level of nesting.
[[nodiscard]] Result<QJsonObject> parseStrictJson(QByteArrayView utf8);

} // namespace hobnob::protocol
