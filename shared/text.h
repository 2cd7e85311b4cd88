// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

namespace hobnob
{

/// Unicode code points in \a text; a surrogate pair counts as one.
[[nodiscard]] int characterCount(QStringView text);
/// The first \a characters code points on one line, with an ellipsis where something was cut.
[[nodiscard]] QString excerpt(QStringView text, int characters);

// Each takes what a person typed and gives what is kept, or says what is wrong with it. Kept text
// is in normalization form C (UAX #15). All are pure and thread-safe; tests/data/text.json has the
// cases that the page's text.ts must answer alike.

/// How many characters would be kept of a name, of a person or a room, and of a message: what the
/// limits are about. Both count text of any length.
[[nodiscard]] int nameCharacterCount(QStringView typed);
[[nodiscard]] int messageCharacterCount(QStringView typed);

/// A person's name: trimmed, inner white space folded, 1 to limits::nameCharacters, no control,
/// private-use or invisible characters but those that scripts and emoji need beside visible ones:
/// joiners (U+200C, U+200D), variation selectors, the tags of flags.
[[nodiscard]] Result<QString> cleanName(QStringView typed);
/// A room's name: as a person's, 1 to limits::roomNameCharacters.
[[nodiscard]] Result<QString> cleanRoomName(QStringView typed);
/// A message: CR LF becomes LF, blank lines before and white space after are dropped, 1 to
/// limits::messageCharacters, no control characters but line feed and tab, no lone surrogates.
[[nodiscard]] Result<QString> cleanMessage(QStringView typed);

} // namespace hobnob
