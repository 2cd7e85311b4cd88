// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/browsedelegate.h"

#include "desktop/models/roomlistmodel.h"
#include "desktop/views/linepainter.h"

#include <QLocale>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

int BrowseDelegate::rowHeight(const QFont &font)
{
    return listLineHeight(font);
}

QSize BrowseDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, rowHeight(option.font)};
}

void BrowseDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const bool archived = index.data(RoomListModel::Archived).toBool();
    const auto count = index.data(RoomListModel::MemberCount).toInt();
    const auto people = count == 0   ? tr("Nobody here yet")
                        : count == 1 ? tr("One person")
                                     : tr("%1 people").arg(QLocale().toString(count));
    const auto topic = index.data(RoomListModel::Topic).toString();
    //: How many people there are, and what they talk about.
    const auto details = topic.isEmpty() ? people : tr("%1 · %2").arg(people, topic);
    paintListLine(*painter, option,
                  {{},
                   archived ? u"archive"_s : u"hash"_s,
                   index.data(RoomListModel::Name).toString(),
                   details,
                   archived                                     ? tr("Archived")
                   : index.data(RoomListModel::Joined).toBool() ? tr("Joined")
                                                                : QString(),
                   archived});
}

} // namespace hobnob::desktop
