// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/botadministration.h"

#include "server/core/administration.h"
#include "server/core/bots.h"
#include "server/core/people.h"
#include "server/core/roomdirectory.h"
#include "server/core/roomnames.h"
#include "server/core/rooms.h"
#include "server/core/skeleton.h"
#include "shared/text.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::RoomKind;

namespace
{

AuditEntry act(const QString &action, const protocol::User &bot, const QString &details = {})
{
    return {.actor = {}, .action = action, .subject = bot, .details = details};
}

QJsonObject toJson(const StoredSession &token)
{
    const qint64 idle = token.idle.value_or(std::chrono::milliseconds(0)).count();
    return {{u"key"_s, token.key.value()},
            {u"client"_s, token.client},
            {u"created"_s, milliseconds(token.created)},
            {u"used"_s, milliseconds(token.used)},
            {u"idle"_s, idle == 0 ? QJsonValue() : QJsonValue(idle)}};
}

} // namespace

BotAdministration::BotAdministration(Administration &commands, Office office) : m_office(office)
{
    commands.add(u"bot.list"_s, [this](const QJsonObject &, const CommandAnswer &answer) {
        QJsonArray bots;
        for (const StoredBot &bot : m_office.bots.all())
            bots.append(toJson(bot));
        answer(QJsonObject{{u"bots"_s, bots}});
    });
    commands.add(u"bot.add"_s, [this](const QJsonObject &arguments, const CommandAnswer &answer) {
        add(arguments, answer);
    });
    addForBot(commands, u"bot.show"_s,
              [this](const auto &bot, const auto &, const auto &answer) { show(bot, answer); });
    addForBot(commands, u"bot.token"_s,
              [this](const auto &bot, const auto &arguments, const auto &answer) {
                  giveToken(bot.user, arguments, answer);
              });
    addForBot(commands, u"bot.revoke"_s,
              [this](const auto &bot, const auto &arguments, const auto &answer) {
                  revoke(bot, arguments[u"token"_s].toString(), answer);
              });
    addForBot(commands, u"bot.remove"_s,
              [this](const auto &bot, const auto &, const auto &answer) { remove(bot, answer); });
}

void BotAdministration::addForBot(Administration &commands, const QString &name, BotCommand command)
{
    commands.add(name, [this, command = std::move(command)](const QJsonObject &arguments,
                                                            const CommandAnswer &answer) {
        const QString named = arguments[u"name"_s].toString();
        const auto found = m_office.bots.named(named);
        if (found)
            command(*found, arguments, answer);
        else
            answer(Error{ErrorCode::PersonUnknown,
                         u"There is no bot \"%1\"."_s.arg(excerpt(named, 40)), u"name"_s});
    });
}

QJsonObject BotAdministration::toJson(const StoredBot &bot) const
{
    QJsonArray rooms;
    for (const RoomId &room : bot.scope.value_or(QList<RoomId>()))
        rooms.append(
            QJsonObject{{u"id"_s, room.value()}, {u"name"_s, m_office.directory.find(room).name}});
    return {{u"name"_s, bot.user.name},
            {u"id"_s, bot.user.id.value()},
            {u"created"_s, milliseconds(bot.created)},
            {u"confined"_s, bot.scope.has_value()},
            {u"rooms"_s, rooms}};
}

Result<std::optional<QList<RoomId>>> BotAdministration::scopeIn(const QJsonObject &arguments) const
{
    const auto named = arguments[u"rooms"_s].toArray();
    if (named.isEmpty())
        return std::optional<QList<RoomId>>();
    QList<RoomId> scope;
    for (const auto name : named) {
        const auto room = findRoom(m_office.directory, name.toString());
        if (!room)
            return room.error();
        const StoredRoom stored = m_office.directory.find(*room);
        if (stored.kind == RoomKind::Direct || stored.archived)
            return Error{ErrorCode::NotAllowed,
                         u"Nobody can be added to \"%1\"."_s.arg(excerpt(name.toString(), 40)),
                         u"rooms"_s};
        if (!scope.contains(*room))
            scope.append(*room);
    }
    return std::optional(scope);
}

void BotAdministration::add(const QJsonObject &arguments, const CommandAnswer &answer)
{
    const auto name = cleanName(arguments[u"name"_s].toString());
    const auto scope = scopeIn(arguments);
    if (!name || !scope) {
        answer(name ? scope.error() : name.error());
        return;
    }
    const NewBot bot{.user = {UserId(randomId()), *name}, .keys = nameKeys(*name), .scope = *scope};
    const auto made = [=, this](const Result<StoredPerson> &person) {
        if (person)
            giveToken(person->user, {}, answer);
        else
            answer(person.error());
    };
    if (!arguments.contains(u"owner"_s)) {
        make(bot, made);
        return;
    }
    const QString owner = arguments[u"owner"_s].toString();
    m_office.store.findAccount(loginKey(owner), [=, this](const Result<StoredAccount> &found) {
        const bool isPerson = found && found->person.kind == protocol::PersonKind::Account;
        if (isPerson) {
            NewBot owned = bot;
            owned.owner = found->person.user.id;
            make(owned, made);
        } else if (found || found.error().code == ErrorCode::WrongLogin) {
            answer(Error{ErrorCode::WrongLogin,
                         u"Nobody logs in as \"%1\"."_s.arg(excerpt(owner, 40)), u"owner"_s});
        } else {
            answer(found.error());
        }
    });
}

void BotAdministration::make(const NewBot &bot, const Answer<StoredPerson> &answer)
{
    auto &attendance = m_office.people.attendance;
    if (!attendance.holdName(bot.keys, bot.user.id)) {
        answer(Error{ErrorCode::NameTaken,
                     u"Somebody who is here has this name, or one that looks like it."_s,
                     u"name"_s});
        return;
    }
    const auto made = [=, this](const Result<StoredPerson> &person) {
        m_office.people.attendance.freeName(bot.keys, bot.user.id);
        if (!person) {
            answer(person.error());
            return;
        }
        m_office.bots.add(
            {.user = bot.user, .created = person->created, .owner = bot.owner, .scope = bot.scope});
        enterRooms(*person, bot.scope.value_or(QList<RoomId>()), answer);
    };
    m_office.store.addBot(bot, act(u"bot-added"_s, bot.user), made);
}

/// One after the other.
void BotAdministration::enterRooms(const StoredPerson &bot, QList<RoomId> rooms,
                                   const Answer<StoredPerson> &answer)
{
    if (rooms.isEmpty()) {
        answer(bot);
        return;
    }
    const Actor self{.kind = Actor::Kind::Operator, .user = operatorOf(m_office.rules)};
    const RoomId room = rooms.takeFirst();
    m_office.rooms.memberships.add(self, room, {bot}, [=, this](const Result<Done> &added) {
        if (added)
            enterRooms(bot, rooms, answer);
        else
            answer(added.error());
    });
}

void BotAdministration::show(const StoredBot &bot, const CommandAnswer &answer)
{
    m_office.store.sessionsOf(bot.user.id, [=, this](const Result<QList<StoredSession>> &tokens) {
        if (!tokens) {
            answer(tokens.error());
            return;
        }
        QJsonArray list;
        for (const StoredSession &token : *tokens)
            list.append(server::toJson(token));
        const QJsonObject shown{{u"bot"_s, toJson(bot)}, {u"tokens"_s, list}};
        if (bot.owner.isEmpty()) {
            answer(shown);
            return;
        }
        m_office.store.findAccount(bot.owner, [=](const Result<StoredAccount> &owner) {
            QJsonObject whole = shown;
            // Whoever it was may be gone.
            whole.insert(u"owner"_s, owner ? QJsonValue(owner->person.login) : QJsonValue());
            answer(whole);
        });
    });
}

void BotAdministration::giveToken(const protocol::User &bot, const QJsonObject &arguments,
                                  const CommandAnswer &answer)
{
    const QString token = randomToken();
    StoredSession session{
        .key = SessionKey(randomId()), .user = bot.id, .tokenHash = Logins::hashOf(token)};
    if (const auto seconds = arguments[u"idle"_s]; !seconds.isUndefined())
        session.idle = std::chrono::seconds(seconds.toInteger());
    m_office.store.addToken(session, act(u"bot-token-made"_s, bot, session.key.value()),
                            [=](const Result<Done> &added) {
                                if (added)
                                    answer(QJsonObject{{u"name"_s, bot.name},
                                                       {u"id"_s, bot.id.value()},
                                                       {u"key"_s, session.key.value()},
                                                       {u"token"_s, token}});
                                else
                                    answer(added.error());
                            });
}

void BotAdministration::revoke(const StoredBot &bot, const QString &token,
                               const CommandAnswer &answer)
{
    const UserId user = bot.user.id;
    auto &revocations = m_office.people.revocations;
    const auto key = token.isEmpty() ? std::nullopt : std::optional(SessionKey(token));
    if (key)
        revocations.revoke(user, *key);
    else
        revocations.revokeAllBut({}, user);
    const auto revoked = [=, this](const Result<QList<SessionKey>> &ended) {
        if (key && (!ended || ended->isEmpty()))
            m_office.people.revocations.forget(user, *key);
        if (!ended) {
            answer(ended.error());
            return;
        }
        Q_EMIT tokensRevoked(user, *ended);
        if (key && ended->isEmpty())
            answer(Error{ErrorCode::TokenUnknown, u"It has no such token."_s, u"token"_s});
        else
            answer(QJsonObject{});
    };
    m_office.store.removeTokens(user, key, act(u"bot-token-revoked"_s, bot.user, token), revoked);
}

void BotAdministration::remove(const StoredBot &bot, const CommandAnswer &answer)
{
    const UserId user = bot.user.id;
    m_office.people.revocations.revokeAllBut({}, user);
    m_office.store.deleteAccount(user, act(u"bot-removed"_s, bot.user),
                                 [=, this](const Result<Done> &done) {
                                     if (done) {
                                         Q_EMIT expelled(user);
                                         Q_EMIT removed(user);
                                         m_office.bots.forget(user);
                                     }
                                     acknowledge(answer)(done);
                                 });
}

} // namespace hobnob::server
