// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/namekeys.h"

namespace hobnob::server
{

/// \a name as look-alikes compare it: case-folded, then the skeleton of UTS #39, until nothing
/// changes any more, so that a skeleton is its own. Names of one skeleton cannot be told apart.
/// Never shown to anyone. Pure and thread-safe.
[[nodiscard]] QString skeleton(QStringView name);

/// NameIndex compares them. Pure and thread-safe.
[[nodiscard]] NameKeys nameKeys(QStringView name);

} // namespace hobnob::server
