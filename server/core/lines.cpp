// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/lines.h"

#include "shared/limits.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

struct LineRule {
    QString what;
    int most;
    ErrorCode tooLong;
    QString field;
};

Result<QString> cleanLine(const QString &typed, const LineRule &rule)
{
    const QString line = typed.simplified();
    if (line.isEmpty())
        return QString();
    const auto isTooLong = [&](const QString &text) { return characterCount(text) > rule.most; };
    // Normalizing may make it longer, and costs time on what is too long anyway.
    const auto clean = isTooLong(line) ? Result<QString>(line) : cleanMessage(line);
    if (!clean)
        return Error{clean.error().code, clean.error().sentence, rule.field};
    if (isTooLong(*clean))
        return Error{rule.tooLong,
                     u"%1 can have at most %2 characters."_s.arg(rule.what).arg(rule.most),
                     rule.field};
    return *clean;
}

} // namespace

Result<QString> cleanStatus(const QString &typed)
{
    return cleanLine(
        typed, {u"A status"_s, limits::statusCharacters, ErrorCode::StatusTooLong, u"status"_s});
}

Result<QString> cleanTopic(const QString &typed)
{
    return cleanLine(typed,
                     {u"A topic"_s, limits::topicCharacters, ErrorCode::TopicTooLong, u"topic"_s});
}

Result<QString> cleanAnnouncement(const QString &typed)
{
    return cleanLine(typed, {u"An announcement"_s, limits::announcementCharacters,
                             ErrorCode::AnnouncementTooLong, u"text"_s});
}

Result<QString> cleanReason(const QString &typed, const QString &field)
{
    return cleanLine(typed, {field == u"note" ? u"A note"_s : u"A reason"_s,
                             limits::reasonCharacters, ErrorCode::ReasonTooLong, field});
}

} // namespace hobnob::server
