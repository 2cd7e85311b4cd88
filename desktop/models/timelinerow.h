// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/notice.h"
#include "shared/protocol/messages.h"

#include <QDate>

#include <optional>

namespace hobnob::desktop
{

/// One row of a timeline. A value.
struct TimelineRow {
    enum class Kind { Message, DaySeparator, NewLine, Notice };
    enum class Delivery { Sent, Pending, Failed };

    Kind kind = Kind::Message;
    Delivery delivery = Delivery::Sent;
    /// See TimelineModel::StartsGroup.
    bool startsGroup = true;
    bool isOwn = false;
    /// The day it belongs to, by this computer's clock.
    QDate day;
    /// Of messages; seq is 0 for what is not in the log.
    protocol::Event event;
    /// Of messages that failed.
    QString failure;
    /// Of notices.
    Notice notice;

    [[nodiscard]] bool isEvent() const { return kind == Kind::Message && number(event.seq) > 0; }
    [[nodiscard]] bool isPending() const { return kind == Kind::Message && number(event.seq) == 0; }
};

/// True when \a row is a message that continues the group of \a before: the same person, the same
/// day, within the tokens' group.minutes. nullptr: there is nothing before.
[[nodiscard]] bool continuesGroup(const TimelineRow *before, const TimelineRow &row);

} // namespace hobnob::desktop
