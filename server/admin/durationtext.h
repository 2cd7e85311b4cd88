// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <chrono>

namespace hobnob::server
{

/// A length of time as an operator writes it: a whole number of s, min, h or d, such as "30d"; more
/// than nothing and at most 3650d. Errors say what is wrong with the text.
[[nodiscard]] Result<std::chrono::seconds> durationFromText(const QString &text);
/// In the longest unit that fits.
[[nodiscard]] QString durationText(std::chrono::seconds duration);

} // namespace hobnob::server
