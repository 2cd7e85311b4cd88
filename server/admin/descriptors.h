// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace hobnob::server
{

/// Asks the system for limits::descriptors of them, or as many as it lets this process have. Each
/// connection costs one, and many systems give 1,024 to start with.
void raiseDescriptorLimit();

/// How many connections this process can hold and still open its files.
[[nodiscard]] qint64 affordableConnections();

} // namespace hobnob::server
