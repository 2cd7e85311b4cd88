// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QStringList>

namespace hobnob::server
{

/// A password as it is hashed: in normalization form C, so that it is the same from every keyboard.
/// Nothing else is changed. For comparing; pure and thread-safe.
[[nodiscard]] QString normalPassword(QStringView typed);

/// A new password as it is hashed. As NIST SP 800-63B says: a length, no rules about kinds of
/// characters, and not what is tried first. That is one character or a row of them over and over,
/// letters, digits or keys in their order, a word that is common in passwords or one of \a names,
/// each also with a few digits and signs around it and with digits in place of letters.
///
/// Errors: PasswordTooShort, PasswordTooLong, PasswordEasy. Pure and thread-safe.
[[nodiscard]] Result<QString> cleanPassword(QStringView typed, const QStringList &names);

} // namespace hobnob::server
