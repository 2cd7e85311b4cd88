// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

namespace hobnob::server
{

/// One connection of one window, for as long as it lasts; never used again.
enum class SessionId : quint64 {};

} // namespace hobnob::server
