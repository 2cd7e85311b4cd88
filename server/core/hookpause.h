// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <chrono>

namespace hobnob::server
{

/// How long to wait after the \a failures-th try in a row that came to nothing: twice as long each
/// time, from two seconds to half an hour, and by \a chance (from 0 to 1) up to half of it less, so
/// that hooks whose receiver was away do not all come back in one instant. Pure.
[[nodiscard]] std::chrono::milliseconds hookPause(int failures, double chance);

} // namespace hobnob::server
