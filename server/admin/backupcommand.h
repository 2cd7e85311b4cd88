// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/commandoutcome.h"

namespace hobnob::server
{

/// Copies the data in the folder into the new file \a file, also while a server runs on it.
[[nodiscard]] CommandOutcome backUpCommand(const QString &dataFolder, const QString &file);

} // namespace hobnob::server
