// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/mentions.h"

#include "shared/limits.h"

#include <functional>

namespace hobnob
{

namespace
{

char32_t codePointAt(QStringView text, qsizetype at)
{
    const QChar unit = text.at(at);
    if (unit.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate())
        return QChar::surrogateToUcs4(unit, text.at(at + 1));
    return unit.unicode();
}

char32_t codePointBefore(QStringView text, qsizetype at)
{
    const QChar unit = text.at(at - 1);
    if (unit.isLowSurrogate() && at > 1 && text.at(at - 2).isHighSurrogate())
        return QChar::surrogateToUcs4(text.at(at - 2), unit);
    return unit.unicode();
}

qsizetype unitsOf(char32_t character)
{
    return QChar::requiresSurrogates(character) ? 2 : 1;
}

bool isInWord(char32_t character)
{
    return character == U'_' || QChar::isLetterOrNumber(character) || QChar::isMark(character);
}

/// Calls \a visit with each end that a name after the sign at \a sign may have: where a word ends.
/// Ends when visit says so.
void visitEnds(QStringView text, qsizetype sign, const std::function<bool(qsizetype end)> &visit)
{
    qsizetype at = sign + 1;
    for (int characters = 1; at < text.size() && characters <= limits::nameCharacters;
         ++characters) {
        const char32_t character = codePointAt(text, at);
        if (character == U'@' || character == U'\n')
            return;
        at += unitsOf(character);
        const bool goesOn = at < text.size() && isInWord(codePointAt(text, at));
        // Inside a word no name ends; what ends with a space ended before it.
        if (goesOn && isInWord(character))
            continue;
        if (!QChar::isSpace(character) && visit(at))
            return;
    }
}

/// Calls \a visit with each sign that may begin a mention.
void visitSigns(QStringView text, const std::function<bool(qsizetype sign)> &visit)
{
    for (auto sign = text.indexOf(u'@'); sign >= 0; sign = text.indexOf(u'@', sign + 1)) {
        if (sign > 0 && isInWord(codePointBefore(text, sign)))
            continue;
        if (visit(sign))
            return;
    }
}

} // namespace

QString mentionKey(QStringView name)
{
    // The two small sigmas differ by their place in the word alone.
    return name.toString().toLower().replace(u'ς', u'σ');
}

QList<TextSpan> mentionsOf(QStringView text, QStringView name)
{
    QList<TextSpan> spans;
    const QString key = mentionKey(name);
    if (key.isEmpty())
        return spans;
    visitSigns(text, [&](qsizetype sign) {
        visitEnds(text, sign, [&](qsizetype end) {
            if (mentionKey(text.sliced(sign + 1, end - sign - 1)) != key)
                return false;
            spans.append({sign, end - sign});
            return true;
        });
        return false;
    });
    return spans;
}

bool mentions(QStringView text, QStringView name)
{
    return text.contains(u'@') && !mentionsOf(text, name).isEmpty();
}

QStringList mentionedKeys(QStringView text)
{
    QStringList keys;
    int signs = 0;
    visitSigns(text, [&](qsizetype sign) {
        visitEnds(text, sign, [&](qsizetype end) {
            const auto key = mentionKey(text.sliced(sign + 1, end - sign - 1));
            if (!keys.contains(key))
                keys.append(key);
            return false;
        });
        return ++signs >= limits::mentionsPerMessage;
    });
    return keys;
}

} // namespace hobnob
