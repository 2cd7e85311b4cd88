// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/timelinerow.h"

#include "desktop/models/logwords.h"
#include "desktop/models/statustext.h"
#include "desktop/models/timetext.h"
#include "shared/mentions.h"

#include <QCoreApplication>

namespace hobnob::desktop
{

namespace
{

/// The context of the translations.
class TimelineText
{
    Q_DECLARE_TR_FUNCTIONS(TimelineText)
};

} // namespace

TimelineRow TimelineRow::ofEvent(const protocol::Event &event, const protocol::User &self)
{
    TimelineRow row;
    row.event = event;
    row.isOwn = event.author.id == self.id;
    if (event.notice)
        row.kind = Kind::LogNotice;
    row.mentionsMe = !event.notice && !row.isOwn && mentions(event.text, self.name);
    row.day = localTime(event.time).date();
    return row;
}

TimelineRow TimelineRow::ofPending(const PendingMessage &message, const protocol::User &self)
{
    const bool isSent = message.state == PendingMessage::State::Sent;
    TimelineRow row;
    row.event = {Seq{}, message.time, self, message.clientId, message.text};
    row.isOwn = true;
    row.day = localTime(message.time).date();
    row.delivery = isSent ? Delivery::Sent : Delivery::Pending;
    if (message.state == PendingMessage::State::Failed) {
        row.delivery = Delivery::Failed;
        row.failure = errorText(message.error);
    }
    return row;
}

TimelineRow TimelineRow::ofDay(QDate day)
{
    TimelineRow row;
    row.kind = Kind::DaySeparator;
    row.day = day;
    return row;
}

TimelineRow TimelineRow::ofNewLine()
{
    TimelineRow row;
    row.kind = Kind::NewLine;
    return row;
}

QString TimelineRow::text() const
{
    switch (kind) {
    case Kind::Message:
        return isFolded ? TimelineText::tr("Someone you blocked wrote here.") : event.text;
    case Kind::LogNotice:
        return noticeText(event);
    case Kind::DaySeparator:
        return dayText(day, QDate::currentDate());
    case Kind::NewLine:
        return TimelineText::tr("New messages");
    case Kind::Notice:
        return notice.text();
    }
    Q_UNREACHABLE();
}

QString TimelineRow::accessibleText() const
{
    if (kind != Kind::Message || isFolded)
        return text();
    const QString who = event.bot.value_or(false)
                            ? TimelineText::tr("%1, bot").arg(event.author.name)
                            : event.author.name;
    //: Who, when: what.
    const QString words =
        TimelineText::tr("%1, %2: %3").arg(who, clockText(localTime(event.time)), event.text);
    switch (delivery) {
    case Delivery::Sent:
        return mentionsMe ? TimelineText::tr("Mentions you. %1").arg(words) : words;
    case Delivery::Pending:
        return TimelineText::tr("%1 (not sent yet)").arg(words);
    case Delivery::Failed:
        return TimelineText::tr("%1 (not sent: %2)").arg(words, failure);
    }
    Q_UNREACHABLE();
}

bool continuesGroup(const TimelineRow *before, const TimelineRow &row)
{
    using Kind = TimelineRow::Kind;
    if (!before || before->kind != Kind::Message || row.kind != Kind::Message)
        return false;
    if (before->event.author.id != row.event.author.id || before->day != row.day)
        return false;
    // A bot may be called otherwise in each message.
    if (row.event.bot.value_or(false) && before->event.author.name != row.event.author.name)
        return false;
    // The own clock may be behind the server's.
    const qint64 between = milliseconds(row.event.time) - milliseconds(before->event.time);
    return between <= std::chrono::milliseconds(groupTime).count();
}

} // namespace hobnob::desktop
