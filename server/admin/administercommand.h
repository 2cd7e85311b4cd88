// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/commandline.h"
#include "server/admin/commandoutcome.h"

namespace hobnob::server
{

struct Settings;

/// Has the server that runs on the data folder carry out \a request, or does it on the data when
/// none runs. Links in the output lead to the first of the allowed origins, or else to the address
/// that the server listens on. Needs a QCoreApplication.
[[nodiscard]] CommandOutcome administerCommand(const Settings &settings,
                                               const AdminRequest &request, OutputForm form);

} // namespace hobnob::server
