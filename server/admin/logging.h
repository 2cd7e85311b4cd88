// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/settings.h"

namespace hobnob::server
{

/// Log lines go to standard error: with their time, or, under a service manager that adds it, with
/// their priority. Call once, before the first thread.
void setUpLogging(LogLevel level);
/// The rules of QLoggingCategory for \a level. Qt's own debug output is never among it.
[[nodiscard]] QString logRules(LogLevel level);

} // namespace hobnob::server
