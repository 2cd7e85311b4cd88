// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/chatwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hobnob::server::chatwords
{

using namespace Qt::StringLiterals;
using protocol::NoticeKind;

namespace
{

const QString nobody = u"System"_s;

QByteArray textOf(const QJsonArray &list)
{
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

/// What a notice of the log says; whom it happened to stands where the text has none.
QString sentenceOf(const protocol::Event &event)
{
    const QString by = event.author.name;
    const QString whom = event.notice->subject ? event.notice->subject->name : QString();
    switch (event.notice->kind) {
    case NoticeKind::Renamed:
        return u"%1 renamed the room to %2"_s.arg(by, event.text);
    case NoticeKind::Topic:
        return event.text.isEmpty() ? u"%1 removed the topic"_s.arg(by)
                                    : u"%1 changed the topic to %2"_s.arg(by, event.text);
    case NoticeKind::Role:
        return u"%1 gave %2 the role %3"_s.arg(by, whom, event.text);
    case NoticeKind::Muted:
        return u"%1 muted %2"_s.arg(by, whom);
    case NoticeKind::Unmuted:
        return u"%1 unmuted %2"_s.arg(by, whom);
    case NoticeKind::Kicked:
        return u"%1 removed %2"_s.arg(by, whom);
    case NoticeKind::Banned:
        return u"%1 banned %2"_s.arg(by, whom);
    case NoticeKind::Unbanned:
        return u"%1 lifted the ban of %2"_s.arg(by, whom);
    case NoticeKind::Archived:
        return u"%1 archived the room"_s.arg(by);
    case NoticeKind::Unarchived:
        return u"%1 brought the room back from the archive"_s.arg(by);
    case NoticeKind::MadePublic:
        return u"%1 made the room public"_s.arg(by);
    case NoticeKind::MadePrivate:
        return u"%1 made the room private"_s.arg(by);
    }
    return {};
}

QJsonObject objectOf(const protocol::Event &event)
{
    QJsonObject object{{u"id"_s, event.clientId.value()},
                       {u"seq"_s, number(event.seq)},
                       {u"username"_s, event.notice ? nobody : event.author.name},
                       {u"message"_s, event.notice ? sentenceOf(event) : event.text},
                       {u"timestamp"_s, milliseconds(event.time)}};
    if (event.notice)
        object.insert(u"system"_s, true);
    if (event.bot.value_or(false))
        object.insert(u"bot"_s, true);
    return object;
}

} // namespace

QByteArray message(const QString &room, const protocol::Event &event)
{
    QJsonObject object = objectOf(event);
    object.insert(u"room"_s, room);
    return textOf({u"message"_s, object});
}

QJsonObject page(const QString &room, const QList<protocol::Event> &events, bool more)
{
    QJsonArray messages;
    for (const auto &event : events)
        messages.append(objectOf(event));
    return {{u"room"_s, room}, {u"messages"_s, messages}, {u"more"_s, more}};
}

QByteArray history(const QString &room, const QList<protocol::Event> &events, bool more)
{
    return textOf({u"message_history"_s, page(room, events, more)});
}

QByteArrayList notices(const QString &room, const protocol::MembersChanged &change, Timestamp now)
{
    QByteArrayList events;
    const auto say = [&](const QString &sentence) {
        events.append(textOf({u"message"_s, QJsonObject{{u"room"_s, room},
                                                        {u"username"_s, nobody},
                                                        {u"system"_s, true},
                                                        {u"message"_s, sentence},
                                                        {u"timestamp"_s, milliseconds(now)}}}));
    };
    for (const auto &member : change.joined)
        say(u"%1 joined"_s.arg(member.name));
    if (change.moreJoined > 0)
        say(u"%1 more joined"_s.arg(change.moreJoined));
    for (const auto &member : change.left)
        say(u"%1 left"_s.arg(member.name));
    if (change.moreLeft > 0)
        say(u"%1 more left"_s.arg(change.moreLeft));
    return events;
}

QByteArray typing(const QString &room, const QString &name, bool typing)
{
    return textOf({u"typing"_s,
                   QJsonObject{{u"username"_s, name}, {u"room"_s, room}, {u"typing"_s, typing}}});
}

QByteArray accepted(const QJsonObject &more)
{
    QJsonObject object = more;
    object.insert(u"ok"_s, true);
    return textOf({object});
}

QByteArray refused(const protocol::Error &error)
{
    QJsonObject object{{u"ok"_s, false},
                       {u"code"_s, errorName(error.code).toString()},
                       {u"error"_s, error.message}};
    if (error.field)
        object.insert(u"field"_s, *error.field);
    if (error.retryAfter)
        object.insert(u"retryAfter"_s, *error.retryAfter);
    return textOf({object});
}

QByteArray notConnected(const protocol::Error &error)
{
    QJsonObject data{{u"code"_s, errorName(error.code).toString()}};
    if (error.retryAfter)
        data.insert(u"retryAfter"_s, *error.retryAfter);
    return QJsonDocument(QJsonObject{{u"message"_s, error.message}, {u"data"_s, data}})
        .toJson(QJsonDocument::Compact);
}

} // namespace hobnob::server::chatwords
