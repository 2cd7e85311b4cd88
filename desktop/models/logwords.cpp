// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/models/logwords.h"

#include "desktop/models/roomtitle.h"
#include "desktop/models/timetext.h"

#include <QCoreApplication>
#include <QHash>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using protocol::NoticeKind;

namespace
{

/// The context of the translations.
class LogWords
{
    Q_DECLARE_TR_FUNCTIONS(LogWords)
};

/// Past this a mute is for ever, whatever it is called on the way.
constexpr qint64 lifetimeDays = 20LL * 366;

QString withReason(const QString &words, const QString &reason)
{
    //: What was done, and why.
    return reason.isEmpty() ? words : LogWords::tr("%1: %2").arg(words, reason);
}

QString roleNotice(const protocol::Event &event, const QString &subject)
{
    const auto &author = event.author.name;
    if (event.text == u"owner")
        return LogWords::tr("%1 made %2 an owner").arg(author, subject);
    if (event.text == u"moderator")
        return LogWords::tr("%1 made %2 a moderator").arg(author, subject);
    if (event.text == u"reader")
        return LogWords::tr("%1 made %2 a reader").arg(author, subject);
    return LogWords::tr("%1 made %2 a member").arg(author, subject);
}

QString plainNotice(const protocol::Event &event, NoticeKind kind)
{
    const auto &author = event.author.name;
    switch (kind) {
    case NoticeKind::Renamed:
        return LogWords::tr("%1 renamed the room to “%2”").arg(author, event.text);
    case NoticeKind::Topic:
        return event.text.isEmpty()
                   ? LogWords::tr("%1 took the topic away").arg(author)
                   : LogWords::tr("%1 changed the topic to “%2”").arg(author, event.text);
    case NoticeKind::Archived:
        return LogWords::tr("%1 archived the room").arg(author);
    case NoticeKind::Unarchived:
        return LogWords::tr("%1 brought the room back").arg(author);
    case NoticeKind::MadePublic:
        return LogWords::tr("%1 made the room public").arg(author);
    case NoticeKind::MadePrivate:
        return LogWords::tr("%1 made the room private").arg(author);
    default:
        return {};
    }
}

} // namespace

QString noticeText(const protocol::Event &event)
{
    const auto notice = event.notice.value_or(protocol::Notice());
    const auto &author = event.author.name;
    const auto subject = notice.subject ? notice.subject->name : LogWords::tr("somebody");
    switch (notice.kind) {
    case NoticeKind::Role:
        return roleNotice(event, subject);
    case NoticeKind::Muted:
        return withReason(LogWords::tr("%1 muted %2").arg(author, subject), event.text);
    case NoticeKind::Unmuted:
        return withReason(LogWords::tr("%1 lets %2 write again").arg(author, subject), event.text);
    case NoticeKind::Kicked:
        return withReason(LogWords::tr("%1 removed %2").arg(author, subject), event.text);
    case NoticeKind::Banned:
        return withReason(LogWords::tr("%1 banned %2").arg(author, subject), event.text);
    case NoticeKind::Unbanned:
        return withReason(LogWords::tr("%1 lets %2 come back").arg(author, subject), event.text);
    default:
        return plainNotice(event, notice.kind);
    }
}

QString membershipText(const protocol::MembershipChanged &fact, const QString &room)
{
    const auto who = fact.by ? fact.by->name : LogWords::tr("Somebody");
    const auto where = room.isEmpty() ? LogWords::tr("a room") : room;
    const auto words = fact.joined ? LogWords::tr("%1 added you to %2").arg(who, where)
                                   : LogWords::tr("%1 removed you from %2").arg(who, where);
    const auto reason = fact.reason.value_or(QString());
    return reason.isEmpty() ? LogWords::tr("%1.").arg(words) : withReason(words, reason);
}

QString auditText(const protocol::AuditRecord &record)
{
    // The words of the server's log that we know; %1 is whom it is about.
    static const QHash<QString, const char *> phrases{
        {u"room-created"_s, QT_TRANSLATE_NOOP("LogWords", "made the room")},
        {u"room-renamed"_s, QT_TRANSLATE_NOOP("LogWords", "renamed the room")},
        {u"room-changed"_s, QT_TRANSLATE_NOOP("LogWords", "changed the room")},
        {u"room-archived"_s, QT_TRANSLATE_NOOP("LogWords", "archived the room")},
        {u"room-unarchived"_s, QT_TRANSLATE_NOOP("LogWords", "brought the room back")},
        {u"room-deleted"_s, QT_TRANSLATE_NOOP("LogWords", "deleted the room")},
        {u"member-added"_s, QT_TRANSLATE_NOOP("LogWords", "added %1")},
        {u"member-role"_s, QT_TRANSLATE_NOOP("LogWords", "changed the role of %1")},
        {u"member-muted"_s, QT_TRANSLATE_NOOP("LogWords", "muted %1")},
        {u"member-unmuted"_s, QT_TRANSLATE_NOOP("LogWords", "let %1 write again")},
        {u"member-kicked"_s, QT_TRANSLATE_NOOP("LogWords", "removed %1")},
        {u"member-banned"_s, QT_TRANSLATE_NOOP("LogWords", "banned %1")},
        {u"member-unbanned"_s, QT_TRANSLATE_NOOP("LogWords", "let %1 come back")},
        {u"report-resolved"_s, QT_TRANSLATE_NOOP("LogWords", "looked at a report")},
        {u"announced"_s, QT_TRANSLATE_NOOP("LogWords", "announced something")},
        {u"picture-removed"_s, QT_TRANSLATE_NOOP("LogWords", "took away the picture of %1")},
        {u"account-role"_s, QT_TRANSLATE_NOOP("LogWords", "changed the role of %1 on this server")},
    };
    const auto phrase = phrases.constFind(record.action);
    const auto subject = record.subject ? record.subject->name : LogWords::tr("somebody");
    auto words =
        phrase == phrases.cend() ? record.action : QCoreApplication::translate("LogWords", *phrase);
    if (words.contains(u"%1"))
        words = words.arg(subject);
    else if (phrase == phrases.cend() && record.subject)
        words = LogWords::tr("%1 (%2)").arg(words, subject);
    return words;
}

QString endText(std::optional<Timestamp> ends)
{
    const auto now = QDateTime::currentDateTime();
    if (!ends || milliseconds(*ends) > now.addDays(lifetimeDays).toMSecsSinceEpoch())
        return {};
    const auto end = localTime(*ends);
    if (end.date() == now.date())
        return clockText(end);
    //: A day and a time.
    return LogWords::tr("%1, %2").arg(QLocale().toString(end.date(), QLocale::ShortFormat),
                                      clockText(end));
}

QString sanctionText(const protocol::Sanction &sanction)
{
    const bool isBan = sanction.kind == protocol::SanctionKind::Ban;
    const auto until = endText(sanction.ends);
    const auto &by = sanction.by.name;
    const auto words =
        until.isEmpty()
            ? (isBan ? LogWords::tr("Banned for ever by %1") : LogWords::tr("Muted for ever by %1"))
                  .arg(by)
            : (isBan ? LogWords::tr("Banned until %2 by %1") : LogWords::tr("Muted until %2 by %1"))
                  .arg(by, until);
    return sanction.reason.isEmpty() ? words : u"%1. %2"_s.arg(words, sanction.reason);
}

} // namespace hobnob::desktop
