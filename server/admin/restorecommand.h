// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/commandoutcome.h"

namespace hobnob::server
{

/// Puts the backup \a file into the place of the data in the folder, which no server may be using.
[[nodiscard]] CommandOutcome restoreCommand(const QString &dataFolder, const QString &file);

} // namespace hobnob::server
