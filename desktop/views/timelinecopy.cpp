// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timelinecopy.h"

#include "desktop/views/timelineitem.h"

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

QString copiedText(QModelIndexList rows)
{
    std::sort(rows.begin(), rows.end());
    rows.removeIf([](const QModelIndex &index) {
        return index.data(TimelineModel::Kind).toInt() !=
               static_cast<int>(TimelineModel::RowKind::Message);
    });
    if (rows.size() == 1)
        return readTimelineItem(rows.first()).text;
    QStringList lines;
    for (const auto &index : rows) {
        const auto item = readTimelineItem(index);
        lines << u"[%1] %2: %3"_s.arg(item.time, item.author.name, item.text);
    }
    return lines.join(u'\n');
}

} // namespace hobnob::desktop
