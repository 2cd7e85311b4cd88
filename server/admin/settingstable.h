// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settingdescription.h"

#include <vector>

namespace hobnob::server
{

/// All settings, in the order in which they are printed.
[[nodiscard]] const std::vector<SettingDescription> &settingsTable();

} // namespace hobnob::server
