// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/orderadministration.h"

#include "server/core/administration.h"
#include "server/core/announcements.h"
#include "server/core/roomdirectory.h"
#include "server/core/roomnames.h"

#include <QDateTime>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qint64 auditUsual = 100;
constexpr qint64 auditMost = 10000;

QJsonValue toJson(const protocol::User &user)
{
    if (user.id.isEmpty())
        return QJsonValue::Null;
    return QJsonObject{{u"id"_s, user.id.value()}, {u"name"_s, user.name}};
}

QJsonObject toJson(const AuditEntry &entry)
{
    return {{u"number"_s, entry.number},
            {u"time"_s, milliseconds(entry.time)},
            {u"actor"_s, toJson(entry.actor)},
            {u"action"_s, entry.action},
            {u"room"_s, entry.room.isEmpty() ? QJsonValue() : QJsonValue(entry.room.value())},
            {u"roomName"_s, entry.roomName},
            {u"subject"_s, toJson(entry.subject)},
            {u"details"_s, entry.details}};
}

} // namespace

OrderAdministration::OrderAdministration(Administration &commands, Office office) : m_office(office)
{
    commands.add(u"audit"_s, [this](const QJsonObject &arguments, const CommandAnswer &answer) {
        listAudit(arguments, answer);
    });
    commands.add(u"announce"_s, [this](const QJsonObject &arguments, const CommandAnswer &answer) {
        m_office.announcements.announce(arguments[u"text"_s].toString(), {}, acknowledge(answer));
    });
}

void OrderAdministration::listAudit(const QJsonObject &arguments, const CommandAnswer &answer) const
{
    const auto limit = numberIn(arguments, u"limit"_s, auditUsual, auditMost);
    if (!limit) {
        answer(limit.error());
        return;
    }
    AuditQuery query{.limit = int(*limit)};
    if (const auto seconds = arguments[u"since"_s]; !seconds.isUndefined())
        query.since = Timestamp{QDateTime::currentMSecsSinceEpoch() - seconds.toInteger() * 1000};
    if (arguments.contains(u"room"_s)) {
        const QString named = arguments[u"room"_s].toString();
        const auto room = findRoom(m_office.directory, named);
        // What was done to a room is told when it is gone, too: by its id.
        query.room = room ? *room : RoomId(named);
    }
    m_office.store.listAudit(query, [answer](const Result<AuditPage> &page) {
        if (!page) {
            answer(page.error());
            return;
        }
        QJsonArray entries;
        for (const auto &entry : page->entries)
            entries.append(toJson(entry));
        answer(QJsonObject{{u"audit"_s, entries}, {u"more"_s, page->more}});
    });
}

} // namespace hobnob::server
