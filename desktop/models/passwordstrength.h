// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace hobnob::desktop
{

/// How hard a password is to guess, from its length and how many different characters it has; the
/// server alone decides what it takes.
enum class PasswordStrength { None, TooShort, TooLong, Weak, Fair, Strong };

/// \a name: whose password it is to be; one that says it again is weak.
[[nodiscard]] PasswordStrength passwordStrength(const QString &password, const QString &name = {});
/// What to say under the field, translated. Of None: what makes a good one.
[[nodiscard]] QString strengthText(PasswordStrength strength);

} // namespace hobnob::desktop
