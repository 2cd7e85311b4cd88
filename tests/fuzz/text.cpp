// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/text.h"

#include "shared/limits.h"
#include "tests/fuzz/check.h"

#include <QString>

#include <algorithm>
#include <cstring>

using namespace hobnob;

namespace
{

using fuzz::require;
using Rule = Result<QString> (*)(QStringView);

void checkKept(const QString &kept, Rule clean)
{
    require(kept.isValidUtf16(), "kept text has no lone surrogate");
    require(kept.normalized(QString::NormalizationForm_C) == kept, "kept text is composed");
    for (const QChar c : kept)
        require(c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control,
                "kept text has no control characters");
    const auto again = clean(kept);
    require(again.ok(), "what is kept may be typed");
    require(*again == kept, "cleaning what is clean changes nothing");
}

void checkName(QStringView typed, Rule clean, int most)
{
    const auto name = clean(typed);
    if (!name)
        return;
    checkKept(*name, clean);
    require(characterCount(*name) <= most, "a name is not too long");
    require(characterCount(*name) == nameCharacterCount(typed), "a name is counted as it is kept");
    require(*name == name->simplified() && !name->isEmpty(), "a name is one line");
}

void checkMessage(QStringView typed)
{
    const auto message = cleanMessage(typed);
    if (!message)
        return;
    checkKept(*message, &cleanMessage);
    require(characterCount(*message) <= limits::messageCharacters, "a message is not too long");
    require(characterCount(*message) == messageCharacterCount(typed),
            "a message is counted as it is kept");
}

void checkExcerpt(QStringView typed, int characters)
{
    const auto message = cleanMessage(typed);
    if (!message)
        return;
    const QString line = excerpt(*message, characters);
    require(line.isValidUtf16(), "an excerpt has no half of a character");
    require(characterCount(line) <= characters + 1, "an excerpt is not too long");
    require(std::none_of(line.begin(), line.end(), [](QChar c) { return c == u'\n'; }),
            "an excerpt is one line");
}

} // namespace

/// The bytes are UTF-16, so that every wrong sequence is tried too.
void fuzz::check(QByteArrayView input)
{
    QString typed(input.size() / 2, Qt::Uninitialized);
    std::memcpy(typed.data(), input.data(), static_cast<size_t>(typed.size()) * 2);
    checkName(typed, &cleanName, limits::nameCharacters);
    checkName(typed, &cleanRoomName, limits::roomNameCharacters);
    checkMessage(typed);
    checkExcerpt(typed, 1 + static_cast<int>(typed.size() % 7));
}
