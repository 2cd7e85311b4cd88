// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/passwordstrength.h"

#include "shared/limits.h"

#include <QCoreApplication>
#include <QSet>

namespace hobnob::desktop
{

namespace
{

/// The context of the translations.
class PasswordText
{
    Q_DECLARE_TR_FUNCTIONS(PasswordText)
};

/// Four words, or a dozen characters of all kinds.
constexpr qsizetype strongLength = 16;
constexpr qsizetype fairLength = 10;
/// Fewer different ones are a pattern, however long it goes on.
constexpr qsizetype fairVariety = 6;
constexpr qsizetype strongVariety = 9;

enum Kind { Lower = 1, Upper = 2, Digit = 4, Other = 8 };

Kind kindOf(char32_t character)
{
    if (QChar::isDigit(character))
        return Digit;
    if (QChar::isUpper(character))
        return Upper;
    return QChar::isLetter(character) ? Lower : Other;
}

} // namespace

PasswordStrength passwordStrength(const QString &password, const QString &name)
{
    const auto characters = password.toUcs4();
    if (characters.isEmpty())
        return PasswordStrength::None;
    if (characters.size() < limits::passwordCharactersLeast)
        return PasswordStrength::TooShort;
    if (characters.size() > limits::passwordCharacters)
        return PasswordStrength::TooLong;
    const QSet<uint> different(characters.begin(), characters.end());
    int kinds = 0;
    for (const auto character : characters)
        kinds |= kindOf(character);
    const auto kindCount = qPopulationCount(static_cast<quint32>(kinds));
    const bool saysName = name.size() > 2 && password.contains(name, Qt::CaseInsensitive) &&
                          password.size() < name.size() + fairLength;
    // Each further kind of character is worth two more of them.
    const auto length = characters.size() + 2 * (static_cast<qsizetype>(kindCount) - 1);
    if (saysName || length < fairLength || different.size() < fairVariety)
        return PasswordStrength::Weak;
    if (length >= strongLength && different.size() >= strongVariety)
        return PasswordStrength::Strong;
    return PasswordStrength::Fair;
}

QString strengthText(PasswordStrength strength)
{
    switch (strength) {
    case PasswordStrength::None:
        return PasswordText::tr("At least %n characters. A few words together are good.", nullptr,
                                limits::passwordCharactersLeast);
    case PasswordStrength::TooShort:
        return PasswordText::tr("Too short: it takes at least %n characters.", nullptr,
                                limits::passwordCharactersLeast);
    case PasswordStrength::TooLong:
        return PasswordText::tr("Too long: it can have at most %n characters.", nullptr,
                                limits::passwordCharacters);
    case PasswordStrength::Weak:
        return PasswordText::tr("Easy to guess. Make it longer, or more varied.");
    case PasswordStrength::Fair:
        return PasswordText::tr("Good. A longer one is better still.");
    case PasswordStrength::Strong:
        return PasswordText::tr("Strong.");
    }
    Q_UNREACHABLE();
}

} // namespace hobnob::desktop
