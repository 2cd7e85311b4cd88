// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/outbox.h"
#include "desktop/models/notice.h"
#include "shared/protocol/messages.h"

#include <QDate>

#include <chrono>

namespace hobnob::desktop
{

/// One row of a timeline. A value.
struct TimelineRow {
    /// A Notice tells of comings and goings, which are not kept; a LogNotice is an event of the
    /// log.
    enum class Kind { Message, DaySeparator, NewLine, Notice, LogNotice };
    enum class Delivery { Sent, Pending, Failed };

    Kind kind = Kind::Message;
    Delivery delivery = Delivery::Sent;
    /// See TimelineModel::StartsGroup.
    bool startsGroup = true;
    bool isOwn = false;
    /// Somebody else names the person in it.
    bool mentionsMe = false;
    /// Of somebody whom the person does not want to hear of.
    bool isFolded = false;
    /// The day it belongs to, by this computer's clock.
    QDate day;
    /// Of messages and log notices; seq is 0 for what is not in the log.
    protocol::Event event;
    /// Of messages that failed.
    QString failure;
    /// Of notices.
    Notice notice;

    [[nodiscard]] static TimelineRow ofEvent(const protocol::Event &event,
                                             const protocol::User &self);
    [[nodiscard]] static TimelineRow ofPending(const PendingMessage &message,
                                               const protocol::User &self);
    [[nodiscard]] static TimelineRow ofDay(QDate day);
    [[nodiscard]] static TimelineRow ofNewLine();

    /// As TimelineModel::Text and AccessibleText. Translated.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString accessibleText() const;

    [[nodiscard]] bool isEvent() const { return number(event.seq) > 0; }
    [[nodiscard]] bool isPending() const { return kind == Kind::Message && number(event.seq) == 0; }
    /// It happened at some time; separators only stand between what did.
    [[nodiscard]] bool isDated() const
    {
        return kind == Kind::Message || kind == Kind::Notice || kind == Kind::LogNotice;
    }
};

/// As the tokens' group.minutes.
inline constexpr std::chrono::minutes groupTime{5};

/// As the tokens' group.messages: so many at most are one group, so that who speaks and when never
/// is far away.
inline constexpr int mostInGroup = 20;

/// True when \a row is a message that continues the group of \a before: the same person, the same
/// day, within groupTime of it. nullptr: there is nothing before.
[[nodiscard]] bool continuesGroup(const TimelineRow *before, const TimelineRow &row);

} // namespace hobnob::desktop
