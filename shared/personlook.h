// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

namespace hobnob
{

/// Which of the twelve hues of the design tokens (person.0 … person.11) a person has: FNV-1a (32
/// bit) over the id's UTF-8, modulo 12. The page's personlook.ts answers alike; cases:
/// tests/data/people.json.
[[nodiscard]] int personHue(const UserId &id);
/// One or two letters for the avatar: the first characters of the first and last word, in upper
/// case.
[[nodiscard]] QString personInitials(QStringView name);

} // namespace hobnob
