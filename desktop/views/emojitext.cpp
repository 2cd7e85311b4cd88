// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/emojitext.h"

#include <QTextBoundaryFinder>

namespace hobnob::desktop
{

namespace
{

constexpr int mostEmoji = 3;
/// A family with skin tones has 11 units; nobody needs to look at more than this.
constexpr int mostUnits = 64;
constexpr char32_t emojiPresentation = 0xfe0f;

/// Blocks whose characters are pictures by default.
bool isPicture(char32_t point)
{
    return (point >= 0x1f300 && point <= 0x1faff) || (point >= 0x1f1e6 && point <= 0x1f1ff) ||
           point == 0x1f004 || point == 0x1f0cf || point == 0x2728 || point == 0x2705 ||
           point == 0x274c || point == 0x2b50 || point == 0x2753 || point == 0x2757;
}

/// Characters that become pictures when the presentation selector follows.
bool mayBePicture(char32_t point)
{
    return (point >= 0x2190 && point <= 0x2bff) || point == 0xa9 || point == 0xae ||
           point == 0x203c || point == 0x2049;
}

bool isEmoji(QStringView cluster)
{
    const auto points = cluster.toUcs4();
    return isPicture(points.first()) ||
           (mayBePicture(points.first()) && points.contains(emojiPresentation));
}

} // namespace

bool isFewEmoji(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > mostUnits)
        return false;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    int count = 0;
    for (auto start = finder.position(); finder.toNextBoundary() != -1; start = finder.position()) {
        const auto cluster = text.sliced(start, finder.position() - start);
        if (cluster == u" ")
            continue;
        if (!isEmoji(cluster) || ++count > mostEmoji)
            return false;
    }
    return count > 0;
}

} // namespace hobnob::desktop
