// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared/personlook.h"

#include <QTextBoundaryFinder>

namespace hobnob
{

namespace
{

/// The first character as people count them: with its accents, or a whole emoji.
QString firstCharacter(QStringView word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word.toString());
    const auto end = finder.toNextBoundary();
    return word.left(end > 0 ? end : word.size()).toString().toUpper();
}

} // namespace

int personHue(const UserId &id)
{
    quint32 hash = 2166136261U;
    for (const char byte : id.value().toUtf8())
        hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
    return static_cast<int>(hash % 12U);
}

QString personInitials(QStringView name)
{
    const auto words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    QString initials = firstCharacter(words.front());
    if (words.size() > 1)
        initials += firstCharacter(words.back());
    return initials;
}

} // namespace hobnob
