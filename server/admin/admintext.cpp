// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admintext.h"

#include "server/admin/admincommands.h"

#include <QDateTime>
#include <QJsonArray>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

QString timeText(const QJsonValue &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toInteger()).toString(u"yyyy-MM-dd HH:mm"_s);
}

/// Columns as wide as their widest cell.
QString table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(qMax(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[i] + 2);
        text += line.trimmed() + u'\n';
    }
    return text;
}

QString peopleText(const QJsonArray &people)
{
    if (people.isEmpty())
        return u"Nobody has an account yet. \"hobnobd setup-link\" prints a link for the first.\n"_s;
    QList<QStringList> rows{
        {u"LOGIN"_s, u"NAME"_s, u"ROLE"_s, u"STATE"_s, u"SECOND FACTOR"_s, u"SINCE"_s}};
    for (const auto person : people) {
        rows.append({person[u"login"_s].toString(), person[u"name"_s].toString(),
                     person[u"role"_s].toString(), person[u"state"_s].toString(),
                     person[u"twoFactor"_s].toBool() ? u"yes"_s : u"no"_s,
                     timeText(person[u"created"_s])});
    }
    return table(rows);
}

QString sessionsText(const QJsonArray &sessions)
{
    if (sessions.isEmpty())
        return u"Not logged in anywhere.\n"_s;
    QList<QStringList> rows{{u"CLIENT"_s, u"ADDRESS"_s, u"SINCE"_s, u"LAST USED"_s}};
    for (const auto session : sessions) {
        const QString address = session[u"address"_s].toString();
        rows.append({session[u"client"_s].toString(), address.isEmpty() ? u"here"_s : address,
                     timeText(session[u"created"_s]), timeText(session[u"used"_s])});
    }
    return table(rows);
}

QString invitesText(const QJsonArray &invites)
{
    if (invites.isEmpty())
        return u"No invite link is good at present.\n"_s;
    QList<QStringList> rows{{u"NUMBER"_s, u"USES LEFT"_s, u"EXPIRES"_s, u"MADE BY"_s}};
    for (const auto invite : invites) {
        rows.append({invite[u"number"_s].toString(),
                     QString::number(invite[u"usesLeft"_s].toInteger()),
                     timeText(invite[u"expires"_s]), invite[u"madeBy"_s].toString()});
    }
    return table(rows);
}

QString roomsText(const QJsonArray &rooms)
{
    if (rooms.isEmpty())
        return u"There is no room yet.\n"_s;
    QList<QStringList> rows{
        {u"ID"_s, u"NAME"_s, u"KIND"_s, u"MEMBERS"_s, u"EVENTS"_s, u"LAST"_s, u"TOPIC"_s}};
    for (const auto room : rooms) {
        const QString kind = room[u"kind"_s].toString();
        rows.append({room[u"id"_s].toString(), room[u"name"_s].toString(),
                     room[u"archived"_s].toBool() ? kind + u", archived"_s : kind,
                     QString::number(room[u"memberCount"_s].toInteger()),
                     QString::number(room[u"lastSeq"_s].toInteger()), timeText(room[u"lastTime"_s]),
                     room[u"topic"_s].toString()});
    }
    return table(rows);
}

QString membersText(const QJsonArray &members)
{
    if (members.isEmpty())
        return u"Nobody is in it.\n"_s;
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"LOGIN"_s, u"ROLE"_s}};
    for (const auto member : members)
        rows.append({member[u"id"_s].toString(), member[u"name"_s].toString(),
                     member[u"login"_s].toString(), member[u"role"_s].toString()});
    return table(rows);
}

QString sanctionsText(const QJsonArray &sanctions)
{
    if (sanctions.isEmpty())
        return u"Nobody is muted or banned.\n"_s;
    QList<QStringList> rows{{u"WHAT"_s, u"ID"_s, u"NAME"_s, u"BY"_s, u"UNTIL"_s, u"REASON"_s}};
    for (const auto sanction : sanctions) {
        const QJsonValue ends = sanction[u"ends"_s];
        rows.append({sanction[u"kind"_s].toString(), sanction[u"id"_s].toString(),
                     sanction[u"name"_s].toString(), sanction[u"by"_s].toString(),
                     ends.isNull() ? u"for ever"_s : timeText(ends),
                     sanction[u"reason"_s].toString()});
    }
    return table(rows);
}

QString roomText(const QJsonObject &result)
{
    const QJsonValue room = result[u"room"_s];
    const QString description = room[u"description"_s].toString();
    return roomsText({room}) + (description.isEmpty() ? QString() : description + u'\n') + u'\n' +
           membersText(result[u"members"_s].toArray()) + u'\n' +
           sanctionsText(result[u"sanctions"_s].toArray());
}

QString botsText(const QJsonArray &bots)
{
    if (bots.isEmpty())
        return u"There is no bot yet.\n"_s;
    QList<QStringList> rows{{u"ID"_s, u"NAME"_s, u"SINCE"_s, u"ROOMS"_s}};
    for (const auto bot : bots) {
        QStringList rooms;
        for (const auto room : bot[u"rooms"_s].toArray())
            rooms.append(room[u"name"_s].toString());
        const QString confined = rooms.isEmpty() ? u"(nowhere)"_s : rooms.join(u", "_s);
        rows.append({bot[u"id"_s].toString(), bot[u"name"_s].toString(),
                     timeText(bot[u"created"_s]),
                     bot[u"confined"_s].toBool() ? confined : u"(any)"_s});
    }
    return table(rows);
}

QString tokensText(const QJsonArray &tokens)
{
    if (tokens.isEmpty())
        return u"It has no token.\n"_s;
    QList<QStringList> rows{{u"KEY"_s, u"SINCE"_s, u"LAST USED"_s}};
    for (const auto token : tokens)
        rows.append({token[u"key"_s].toString(), timeText(token[u"created"_s]),
                     timeText(token[u"used"_s])});
    return table(rows);
}

QString hookText(const QJsonValue &hook)
{
    if (hook[u"direction"_s].toString() == u"in"_s)
        return u"by "_s + hook[u"bot"_s][u"name"_s].toString();
    QStringList wanted;
    for (const auto &[key, sign] :
         {std::pair(u"word"_s, QString()), std::pair(u"mention"_s, u"@"_s)}) {
        if (const QString text = hook[key].toString(); !text.isEmpty())
            wanted.append(sign + text);
    }
    const QString what = wanted.isEmpty() ? QString() : u" ("_s + wanted.join(u", "_s) + u')';
    return u"to "_s + hook[u"url"_s].toString() + what;
}

QString hooksText(const QJsonArray &hooks)
{
    if (hooks.isEmpty())
        return u"There is no hook yet.\n"_s;
    QList<QStringList> rows{
        {u"ID"_s, u"ROOM"_s, u"STATE"_s, u"WAITING"_s, u"SINCE"_s, u"WHAT"_s, u"WHY"_s}};
    for (const auto hook : hooks) {
        const QJsonValue waiting = hook[u"waiting"_s];
        rows.append({hook[u"id"_s].toString(), hook[u"room"_s][u"name"_s].toString(),
                     hook[u"state"_s].toString(),
                     waiting.isUndefined() ? u"-"_s : QString::number(waiting.toInteger()),
                     timeText(hook[u"created"_s]), hookText(hook), hook[u"reason"_s].toString()});
    }
    return table(rows);
}

QString arrivalText(const QJsonObject &result)
{
    const QString reason = result[u"reason"_s].toString();
    if (result[u"arrived"_s].toBool())
        return reason.isEmpty() ? u"A message would be let in.\n"_s
                                : u"Arrived. %1\n"_s.arg(reason);
    return u"Not arrived: %1\n"_s.arg(reason);
}

QString auditText(const QJsonArray &entries)
{
    if (entries.isEmpty())
        return u"Nothing was done.\n"_s;
    QList<QStringList> rows{{u"TIME"_s, u"WHO"_s, u"DID"_s, u"ROOM"_s, u"TO"_s, u"DETAILS"_s}};
    for (const auto entry : entries) {
        const QJsonValue actor = entry[u"actor"_s];
        rows.append({timeText(entry[u"time"_s]),
                     actor.isNull() ? u"(operator)"_s : actor[u"name"_s].toString(),
                     entry[u"action"_s].toString(), entry[u"roomName"_s].toString(),
                     entry[u"subject"_s][u"name"_s].toString(), entry[u"details"_s].toString()});
    }
    return table(rows);
}

} // namespace

QString adminText(const AdminRequest &request, const QJsonObject &result)
{
    if (result.contains(u"people"_s))
        return peopleText(result[u"people"_s].toArray());
    if (result.contains(u"bots"_s))
        return botsText(result[u"bots"_s].toArray());
    if (result.contains(u"bot"_s))
        return botsText({result[u"bot"_s]}) + u'\n' + tokensText(result[u"tokens"_s].toArray());
    if (result.contains(u"hooks"_s))
        return hooksText(result[u"hooks"_s].toArray());
    if (result.contains(u"hook"_s))
        return hooksText({result[u"hook"_s]});
    if (result.contains(u"arrived"_s))
        return arrivalText(result);
    if (result.contains(u"url"_s))
        return result[u"url"_s].toString() + u'\n';
    if (result.contains(u"key"_s) && request.command.startsWith(u"hook."_s))
        return result[u"key"_s].toString() + u'\n';
    if (result.contains(u"token"_s))
        return result[u"token"_s].toString() + u'\n';
    if (result.contains(u"invites"_s))
        return invitesText(result[u"invites"_s].toArray());
    if (result.contains(u"rooms"_s))
        return roomsText(result[u"rooms"_s].toArray());
    if (result.contains(u"members"_s))
        return roomText(result);
    if (result.contains(u"audit"_s))
        return auditText(result[u"audit"_s].toArray());
    if (result.contains(u"person"_s))
        return peopleText({result[u"person"_s]}) + u'\n' +
               sessionsText(result[u"sessions"_s].toArray());
    if (result.contains(u"link"_s))
        return u"%1\nGood until %2.\n"_s.arg(result[u"link"_s].toString(),
                                             timeText(result[u"expires"_s]));
    if (request.command == u"room.create")
        return result[u"id"_s].toString() + u'\n';
    return request.command.endsWith(u".delete"_s) ? u"Deleted.\n"_s : u"Done.\n"_s;
}

} // namespace hobnob::server
