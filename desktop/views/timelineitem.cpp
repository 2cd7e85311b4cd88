// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timelineitem.h"

namespace hobnob::desktop
{

TimelineItem readTimelineItem(const QModelIndex &index)
{
    using Role = TimelineModel::Role;
    TimelineItem item;
    item.kind = static_cast<TimelineModel::RowKind>(index.data(Role::Kind).toInt());
    item.text = index.data(Role::Text).toString();
    if (item.kind != TimelineModel::RowKind::Message)
        return item;
    item.delivery = static_cast<TimelineModel::DeliveryState>(index.data(Role::Delivery).toInt());
    item.startsGroup = index.data(Role::StartsGroup).toBool();
    item.isFolded = index.data(Role::IsFolded).toBool();
    item.isBot = index.data(Role::IsBot).toBool();
    item.mentionsMe = !item.isFolded && index.data(Role::MentionsMe).toBool();
    item.author = {UserId(index.data(Role::AuthorId).toString()),
                   index.data(Role::Author).toString(), index.data(Role::Hue).toInt(),
                   index.data(Role::PictureName).toString()};
    item.time = index.data(Role::TimeText).toString();
    item.failure = index.data(Role::FailureText).toString();
    return item;
}

} // namespace hobnob::desktop
