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
    item.mentionsMe = index.data(Role::MentionsMe).toBool();
    item.authorId = UserId(index.data(Role::AuthorId).toString());
    item.author = index.data(Role::Author).toString();
    item.time = index.data(Role::TimeText).toString();
    item.failure = index.data(Role::FailureText).toString();
    return item;
}

} // namespace hobnob::desktop
