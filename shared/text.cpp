// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/text.h"

#include "shared/limits.h"

#include <algorithm>
#include <utility>

namespace hobnob
{

using namespace Qt::StringLiterals;

namespace
{

/// The code point that starts at \a i, which moves past it. A lone surrogate comes as itself.
char32_t takeCharacter(QStringView text, qsizetype &i)
{
    const QChar first = text[i++];
    if (first.isHighSurrogate() && i < text.size() && text[i].isLowSurrogate())
        return QChar::surrogateToUcs4(first, text[i++]);
    return first.unicode();
}

template <typename Predicate>
bool anyCharacter(QStringView text, Predicate predicate)
{
    for (qsizetype i = 0; i < text.size();) {
        if (predicate(takeCharacter(text, i)))
            return true;
    }
    return false;
}

/// To be refused before normalizing; and after it, because some marks become two.
bool hasLongRunOfMarks(QStringView text)
{
    int marks = 0;
    return anyCharacter(text, [&](char32_t c) {
        const auto category = QChar::category(c);
        const bool isMark = category == QChar::Mark_NonSpacing ||
                            category == QChar::Mark_SpacingCombining ||
                            category == QChar::Mark_Enclosing;
        marks = isMark ? marks + 1 : 0;
        return marks > limits::marksInARow;
    });
}

bool isJoiner(char32_t c)
{
    return c == 0x200C || c == 0x200D;
}

/// Emoji flags of regions such as Scotland are spelled in invisible tag characters.
bool isTag(char32_t c)
{
    return c >= 0xE0020 && c <= 0xE007F;
}

bool isMongolianLetter(char32_t c)
{
    return (c >= 0x1820 && c <= 0x1878) || (c >= 0x1880 && c <= 0x18AA);
}

bool isMongolianSelector(char32_t c)
{
    return (c >= 0x180B && c <= 0x180D) || c == 0x180F;
}

/// They choose among the forms of the emoji or ideograph before them.
bool isVariationSelector(char32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/// Default_Ignorable_Code_Point of Unicode, which Qt does not tell, and the blank of Braille. The
/// test of the skeleton compares it with ICU's.
bool isBlank(char32_t c)
{
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr Range ranges[] = {
        {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},   {0x115F, 0x1160},
        {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F}, {0x202A, 0x202E},
        {0x2060, 0x206F},   {0x2800, 0x2800},   {0x3164, 0x3164}, {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3},
        {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
    };
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [c](const Range &range) { return c >= range.first && c <= range.last; });
}

/// \a before: the character before it.
bool isBadBlank(char32_t c, char32_t before)
{
    if (isMongolianSelector(c))
        return !isMongolianLetter(before);
    return isBlank(c) && !isJoiner(c) && !isTag(c) && !isVariationSelector(c);
}

bool hasBadBlank(QStringView text)
{
    char32_t before = 0;
    return anyCharacter(text, [&](char32_t c) { return isBadBlank(c, std::exchange(before, c)); });
}

bool isBadInName(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return !isJoiner(c) && !isTag(c);
    case QChar::Other_NotAssigned:
        return QChar::isNonCharacter(c);
    default:
        return false;
    }
}

bool isVisible(char32_t c)
{
    const auto category = QChar::category(c);
    return category != QChar::Other_Format && category != QChar::Mark_NonSpacing &&
           category != QChar::Mark_Enclosing && !QChar::isSpace(c);
}

bool isBadInMessage(char32_t c)
{
    if (c == U'\n' || c == U'\t')
        return false;
    const auto category = QChar::category(c);
    return category == QChar::Other_Control || category == QChar::Other_Surrogate;
}

struct NameRule {
    int most;
    ErrorCode empty;
    ErrorCode tooLong;
    ErrorCode invalid;
    QLatin1StringView what;
};

/// Leaves alone what is refused for its marks anyway.
QString composed(const QString &text)
{
    return hasLongRunOfMarks(text) ? text : text.normalized(QString::NormalizationForm_C);
}

QString foldedLine(QStringView typed)
{
    return composed(typed.toString()).simplified();
}

/// As it is kept, but for what makes cleanMessage() refuse it.
QString trimmedMessage(QStringView typed)
{
    QString text = typed.toString();
    text.replace("\r\n"_L1, "\n"_L1);
    qsizetype end = text.size();
    while (end > 0 && text[end - 1].isSpace())
        --end;
    text.truncate(end);
    qsizetype start = 0;
    for (qsizetype i = 0; i < end && text[i].isSpace(); ++i) {
        if (text[i] == u'\n')
            start = i + 1;
    }
    return composed(text.sliced(start));
}

Result<QString> cleanLine(QStringView typed, const NameRule &rule)
{
    // Normalizing first would cost time on text that is refused for its length anyway.
    if (typed.size() > rule.most * 16)
        return Error{rule.tooLong,
                     u"%1 can have at most %2 characters."_s.arg(rule.what).arg(rule.most),
                     u"name"_s};
    const QString line = foldedLine(typed);
    if (const auto inner = typed.trimmed(); anyCharacter(inner, isBadInName) || hasBadBlank(inner))
        return Error{rule.invalid,
                     u"%1 cannot contain invisible or control characters."_s.arg(rule.what),
                     u"name"_s};
    if (hasLongRunOfMarks(typed) || hasLongRunOfMarks(line))
        return Error{rule.invalid,
                     u"%1 cannot have more than %2 combining marks in a row."_s.arg(rule.what).arg(
                         limits::marksInARow),
                     u"name"_s};
    if (!anyCharacter(line, isVisible))
        return Error{rule.empty, u"%1 cannot be empty."_s.arg(rule.what), u"name"_s};
    if (characterCount(line) > rule.most)
        return Error{rule.tooLong,
                     u"%1 can have at most %2 characters."_s.arg(rule.what).arg(rule.most),
                     u"name"_s};
    return line;
}

} // namespace

int characterCount(QStringView text)
{
    int count = 0;
    for (qsizetype i = 0; i < text.size(); ++count)
        takeCharacter(text, i);
    return count;
}

int nameCharacterCount(QStringView typed)
{
    return characterCount(foldedLine(typed));
}

int messageCharacterCount(QStringView typed)
{
    return characterCount(trimmedMessage(typed));
}

QString excerpt(QStringView text, int characters)
{
    // Not all of a long text, and no half of a character.
    qsizetype looked = std::min(text.size(), qsizetype{characters} * 4);
    if (looked > 0 && looked < text.size() && text[looked - 1].isHighSurrogate())
        --looked;
    const QString line = text.first(looked).toString().simplified();
    qsizetype end = 0;
    for (int count = 0; end < line.size() && count < characters; ++count)
        takeCharacter(line, end);
    if (end == line.size() && looked == text.size())
        return line;
    return line.left(end).trimmed() + u'…';
}

Result<QString> cleanName(QStringView typed)
{
    return cleanLine(typed, {limits::nameCharacters, ErrorCode::NameEmpty, ErrorCode::NameTooLong,
                             ErrorCode::NameInvalid, "A name"_L1});
}

Result<QString> cleanRoomName(QStringView typed)
{
    return cleanLine(typed,
                     {limits::roomNameCharacters, ErrorCode::RoomNameEmpty,
                      ErrorCode::RoomNameTooLong, ErrorCode::RoomNameInvalid, "A room's name"_L1});
}

Result<QString> cleanMessage(QStringView typed)
{
    const QString text = trimmedMessage(typed);
    if (hasLongRunOfMarks(typed) || hasLongRunOfMarks(text))
        return Error{ErrorCode::MessageInvalid,
                     u"A message cannot have more than %1 combining marks in a row."_s.arg(
                         limits::marksInARow),
                     u"text"_s};
    if (text.isEmpty())
        return Error{ErrorCode::MessageEmpty, u"A message cannot be empty."_s, u"text"_s};
    if (characterCount(text) > limits::messageCharacters) {
        return Error{ErrorCode::MessageTooLong,
                     u"A message can have at most %1 characters."_s.arg(limits::messageCharacters),
                     u"text"_s};
    }
    if (anyCharacter(text, isBadInMessage))
        return Error{ErrorCode::MessageInvalid, u"A message cannot contain control characters."_s,
                     u"text"_s};
    return text;
}

} // namespace hobnob
