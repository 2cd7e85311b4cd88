// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <functional>

namespace hobnob::server
{

/// What time it is; called on the writer's thread.
using StoreClock = std::function<Timestamp()>;

} // namespace hobnob::server
