// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/commandline.h"
#include "server/admin/commandoutcome.h"

namespace hobnob::server
{

/// Verifies the data in the folder, also while a server runs on it. A line for each problem of the
/// database, one for each room with problems, one for the whole; 1 when there is any problem.
[[nodiscard]] CommandOutcome checkCommand(const QString &dataFolder, OutputForm form);

} // namespace hobnob::server
