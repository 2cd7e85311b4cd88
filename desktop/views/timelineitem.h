// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/face.h"
#include "desktop/models/timelinemodel.h"

#include <QModelIndex>
#include <QString>

namespace hobnob::desktop
{

/// What a row of a timeline shows. A value, read once for each layout of a row.
struct TimelineItem {
    TimelineModel::RowKind kind = TimelineModel::RowKind::Message;
    TimelineModel::DeliveryState delivery = TimelineModel::DeliveryState::Sent;
    bool startsGroup = true;
    bool mentionsMe = false;
    bool isFolded = false;
    bool isBot = false;
    Face author;
    QString text;
    QString time;
    QString failure;
};

/// Reads the roles of TimelineModel from any model that has them.
[[nodiscard]] TimelineItem readTimelineItem(const QModelIndex &index);

} // namespace hobnob::desktop
