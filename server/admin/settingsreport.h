// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settingsloader.h"

namespace hobnob::server
{

/// Every setting and where it came from, as a settings file that would set the same.
[[nodiscard]] QString settingsReport(const SettingsInForce &inForce);

} // namespace hobnob::server
