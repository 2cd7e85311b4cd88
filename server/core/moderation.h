// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/announcements.h"
#include "server/core/blocks.h"
#include "server/core/reports.h"

namespace hobnob::server
{

/// All that keeps order, put together: the parts, for those who need some of them.
struct Moderation final {
    Blocks blocks;
    Reports reports;
    Announcements announcements;
};

} // namespace hobnob::server
