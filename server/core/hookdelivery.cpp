// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookdelivery.h"

#include "server/core/hooksignature.h"
#include "shared/mentions.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// Case aside, and neither beginning inside a word nor ending in one: "deploy" is not in
/// "deployment".
bool hasWord(const QString &text, const QString &word)
{
    const auto isInside = [&](qsizetype outer, qsizetype inner) {
        return outer >= 0 && outer < text.size() && text[outer].isLetterOrNumber() &&
               text[inner].isLetterOrNumber();
    };
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const qsizetype last = at + word.size() - 1;
        if (!isInside(at - 1, at) && !isInside(last + 1, last))
            return true;
    }
    return false;
}

HookDelivery delivery(const OutgoingHook &hook, const QString &id, QJsonObject body, Timestamp now)
{
    body.insert(u"id"_s, id);
    body.insert(u"hook"_s, hook.id.value());
    const QByteArray bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return {.url = hook.url,
            .headers = {{"Content-Type"_ba, "application/json"_ba},
                        {"Hobnob-Delivery"_ba, id.toUtf8()},
                        {"Hobnob-Signature"_ba, hookSignature(hook.key, now, bytes)}},
            .body = bytes};
}

QJsonObject toJson(const HookPlace &place)
{
    return {{u"id"_s, place.room.value()}, {u"name"_s, place.roomName}};
}

} // namespace

bool isWanted(const OutgoingHook &hook, const protocol::Event &event)
{
    if (event.notice || event.bot.value_or(false))
        return false;
    if (hook.word.isEmpty() && hook.mention.isEmpty())
        return true;
    return (!hook.word.isEmpty() && hasWord(event.text, hook.word)) ||
           mentions(event.text, hook.mention);
}

HookDelivery messageDelivery(const OutgoingHook &hook, const HookPlace &place,
                             const protocol::Event &event, Timestamp now)
{
    // With the epoch: data that was restored gives its numbers again, to other messages.
    const QString id = u"%1-%2-%3"_s.arg(place.epoch, hook.id.value()).arg(number(event.seq));
    const QJsonObject author{{u"id"_s, event.author.id.value()}, {u"name"_s, event.author.name}};
    const QJsonObject message{{u"id"_s, event.clientId.value()},
                              {u"seq"_s, number(event.seq)},
                              {u"time"_s, milliseconds(event.time)},
                              {u"author"_s, author},
                              {u"text"_s, event.text}};
    return delivery(
        hook, id, {{u"type"_s, u"message"_s}, {u"room"_s, toJson(place)}, {u"message"_s, message}},
        now);
}

HookDelivery testDelivery(const OutgoingHook &hook, const HookPlace &place, Timestamp now)
{
    return delivery(hook, randomId(), {{u"type"_s, u"test"_s}, {u"room"_s, toJson(place)}}, now);
}

} // namespace hobnob::server
