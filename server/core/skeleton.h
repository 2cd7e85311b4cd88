// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hobnob::server
{

/// \a name as look-alikes compare it: names that people cannot tell apart have equal skeletons
/// (case-folded, then the skeleton of UTS #39). Never shown to anyone. Pure and thread-safe.
[[nodiscard]] QString skeleton(QStringView name);

} // namespace hobnob::server
