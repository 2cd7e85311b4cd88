// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/hookadministration.h"

#include "server/core/administration.h"
#include "server/core/botadministration.h"
#include "server/core/bots.h"
#include "server/core/hookurl.h"
#include "server/core/logins.h"
#include "server/core/roomdirectory.h"
#include "server/core/roomnames.h"
#include "server/core/skeleton.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

QString stateOf(const HookProgress &progress)
{
    if (progress.state == HookState::Stopped)
        return u"stopped"_s;
    return progress.failures > 0 ? u"failing"_s : u"going"_s;
}

QJsonObject toJson(const HookOutcome &outcome)
{
    return {{u"arrived"_s, outcome.verdict == HookOutcome::Verdict::Taken},
            {u"reason"_s, outcome.reason}};
}

/// Whom it goes to, without what may be secret in the address.
QString hostOf(const OutgoingHook &hook)
{
    return QUrl(hook.url).host();
}

template <typename Hook>
std::optional<Hook> findIn(const QList<Hook> &hooks, const QString &id)
{
    const auto found = std::find_if(hooks.begin(), hooks.end(),
                                    [&](const Hook &hook) { return hook.id.value() == id; });
    return found == hooks.end() ? std::nullopt : std::optional(*found);
}

Error tooMany(int most)
{
    return {ErrorCode::TooMany, u"There are %1 of these, which is the most."_s.arg(most)};
}

/// Errors: TooLong.
Result<QString> wordIn(const QJsonObject &arguments)
{
    const QString word = arguments[u"word"_s].toString().simplified();
    if (word.size() <= limits::hookWordCharacters)
        return word;
    return Error{ErrorCode::TooLong,
                 u"A word has at most %1 characters."_s.arg(limits::hookWordCharacters), u"word"_s};
}

/// Empty when nobody is named. Errors: those of cleanName().
Result<QString> mentionIn(const QJsonObject &arguments)
{
    QString name = arguments[u"mention"_s].toString();
    if (name.startsWith(u'@'))
        name.remove(0, 1);
    return name.isEmpty() ? Result<QString>(name) : cleanName(name);
}

} // namespace

HookAdministration::HookAdministration(Administration &commands, Office office) : m_office(office)
{
    commands.add(u"hook.list"_s,
                 [this](const QJsonObject &, const CommandAnswer &answer) { list(answer); });
    addForRoom(commands, u"hook.addIncoming"_s,
               [this](const auto &room, const auto &arguments, const auto &answer) {
                   addIncoming(room, arguments, answer);
               });
    addForRoom(commands, u"hook.addOutgoing"_s,
               [this](const auto &room, const auto &arguments, const auto &answer) {
                   addOutgoing(room, arguments, answer);
               });
    const auto show = [this](const auto &hook, const auto &, const auto &answer) {
        answer(QJsonObject{{u"hook"_s, toJson(hook)}});
    };
    addForHook(commands, u"hook.show"_s, {show, show});
    addForHook(
        commands, u"hook.test"_s,
        {[this](const auto &hook, const auto &, const auto &answer) {
             const auto error = m_office.incoming.refusal(hook);
             answer(QJsonObject{{u"arrived"_s, !error},
                                {u"reason"_s, error ? error->sentence : QString()}});
         },
         [this](const auto &hook, const auto &, const auto &answer) { test(hook, answer); }});
    addForHook(commands, u"hook.resume"_s,
               {[](const auto &, const auto &, const auto &answer) {
                    answer(Error{ErrorCode::NotAllowed,
                                 u"This one comes in: its sender has to try again."_s, u"hook"_s});
                },
                [this](const auto &hook, const auto &arguments, const auto &answer) {
                    const auto from = arguments[u"skip"_s].toBool()
                                          ? OutgoingHooks::From::Now
                                          : OutgoingHooks::From::WhereItWas;
                    m_office.outgoing.resume(hook.id, from,
                                             act(u"hook-resumed"_s, hook.room, hostOf(hook)),
                                             acknowledge(answer));
                }});
    const auto remove = [this](const auto &hook, const auto &, const auto &answer) {
        this->remove(hook, answer);
    };
    addForHook(commands, u"hook.remove"_s, {remove, remove});
}

void HookAdministration::addForRoom(Administration &commands, const QString &name,
                                    RoomCommand command)
{
    commands.add(name, [this, command = std::move(command)](const QJsonObject &arguments,
                                                            const CommandAnswer &answer) {
        const auto room = findRoom(m_office.directory, arguments[u"room"_s].toString());
        if (!room)
            answer(room.error());
        else if (m_office.directory.find(*room).kind == protocol::RoomKind::Direct)
            answer(Error{ErrorCode::NotAllowed,
                         u"What people say to each other is nobody else's."_s, u"room"_s});
        else
            command(*room, arguments, answer);
    });
}

void HookAdministration::addForHook(Administration &commands, const QString &name,
                                    HookCommand command)
{
    commands.add(name, [this, command = std::move(command)](const QJsonObject &arguments,
                                                            const CommandAnswer &answer) {
        const QString id = arguments[u"hook"_s].toString();
        if (const auto incoming = findIn(m_office.incoming.all(), id))
            command.incoming(*incoming, arguments, answer);
        else if (const auto outgoing = findIn(m_office.outgoing.all(), id))
            command.outgoing(*outgoing, arguments, answer);
        else
            answer(Error{ErrorCode::TokenUnknown,
                         u"There is no hook \"%1\"."_s.arg(excerpt(id, 40)), u"hook"_s});
    });
}

QJsonObject HookAdministration::roomJson(const RoomId &room) const
{
    return {{u"id"_s, room.value()}, {u"name"_s, m_office.directory.find(room).name}};
}

QJsonObject HookAdministration::toJson(const IncomingHook &hook) const
{
    const auto error = m_office.incoming.refusal(hook);
    return {{u"id"_s, hook.id.value()},
            {u"direction"_s, u"in"_s},
            {u"room"_s, roomJson(hook.room)},
            {u"created"_s, milliseconds(hook.created)},
            {u"bot"_s, QJsonObject{{u"id"_s, hook.bot.id.value()}, {u"name"_s, hook.bot.name}}},
            {u"state"_s, error ? u"refused"_s : u"going"_s},
            {u"reason"_s, error ? error->sentence : QString()}};
}

QJsonObject HookAdministration::toJson(const OutgoingHook &hook) const
{
    const HookProgress &progress = hook.progress;
    const bool hasFailed = progress.failures > 0;
    return {
        {u"id"_s, hook.id.value()},
        {u"direction"_s, u"out"_s},
        {u"room"_s, roomJson(hook.room)},
        {u"created"_s, milliseconds(hook.created)},
        {u"url"_s, hook.url},
        {u"word"_s, hook.word},
        {u"mention"_s, hook.mention},
        {u"state"_s, stateOf(progress)},
        {u"waiting"_s, number(m_office.directory.lastSeq(hook.room)) - number(progress.position)},
        {u"failures"_s, progress.failures},
        {u"failingSince"_s,
         hasFailed ? QJsonValue(milliseconds(progress.failingSince)) : QJsonValue()},
        {u"reason"_s, progress.reason}};
}

AuditEntry HookAdministration::act(const QString &action, const RoomId &room,
                                   const QString &details) const
{
    return {.actor = {},
            .action = action,
            .room = room,
            .roomName = m_office.directory.find(room).name,
            .details = details};
}

void HookAdministration::list(const CommandAnswer &answer) const
{
    QJsonArray hooks;
    for (const IncomingHook &hook : m_office.incoming.all())
        hooks.append(toJson(hook));
    for (const OutgoingHook &hook : m_office.outgoing.all())
        hooks.append(toJson(hook));
    answer(QJsonObject{{u"hooks"_s, hooks}});
}

void HookAdministration::addIncoming(const RoomId &room, const QJsonObject &arguments,
                                     const CommandAnswer &answer)
{
    if (m_office.incoming.count() >= limits::incomingHooks) {
        answer(tooMany(limits::incomingHooks));
        return;
    }
    IncomingHook hook{.id = HookId(randomId()), .room = room};
    if (arguments.contains(u"bot"_s)) {
        const QString named = arguments[u"bot"_s].toString();
        const auto bot = m_office.bots.named(named);
        if (!bot) {
            answer(Error{ErrorCode::PersonUnknown,
                         u"There is no bot \"%1\"."_s.arg(excerpt(named, 40)), u"bot"_s});
            return;
        }
        hook.bot = bot->user;
        hook.author = IncomingHook::Author::Shared;
        if (const auto error = m_office.incoming.refusal(hook))
            answer(*error);
        else
            addIncoming(hook, answer);
        return;
    }
    const auto name = cleanName(arguments[u"name"_s].toString());
    if (!name) {
        answer(name.error());
        return;
    }
    if (m_office.directory.find(room).archived) {
        answer(Error{ErrorCode::RoomArchived, u"Nobody can be added to an archived room."_s,
                     u"room"_s});
        return;
    }
    const NewBot bot{
        .user = {UserId(randomId()), *name}, .keys = nameKeys(*name), .scope = QList<RoomId>{room}};
    m_office.botAdministration.make(bot, [=, this](const Result<StoredPerson> &made) {
        IncomingHook own = hook;
        own.bot = bot.user;
        if (made)
            addIncoming(own, answer);
        else
            answer(made.error());
    });
}

void HookAdministration::addIncoming(IncomingHook hook, const CommandAnswer &answer)
{
    const QString secret = randomToken();
    hook.secretHash = Logins::hashOf(secret);
    AuditEntry entry = act(u"hook-added"_s, hook.room, u"in"_s);
    entry.subject = hook.bot;
    m_office.store.addHook(hook, entry, [=, this](const Result<Timestamp> &made) mutable {
        if (!made) {
            answer(made.error());
            return;
        }
        hook.created = *made;
        m_office.incoming.add(hook);
        answer(QJsonObject{{u"id"_s, hook.id.value()}, {u"secret"_s, secret}});
    });
}

void HookAdministration::addOutgoing(const RoomId &room, const QJsonObject &arguments,
                                     const CommandAnswer &answer)
{
    if (m_office.outgoing.count() >= limits::outgoingHooks) {
        answer(tooMany(limits::outgoingHooks));
        return;
    }
    const auto url = cleanHookUrl(arguments[u"url"_s].toString());
    const auto word = wordIn(arguments);
    const auto mention = mentionIn(arguments);
    for (const auto *part : {&url, &word, &mention}) {
        if (!*part) {
            answer(part->error());
            return;
        }
    }
    const QString key = randomToken();
    OutgoingHook hook{.id = HookId(randomId()),
                      .room = room,
                      .url = *url,
                      .key = key.toUtf8(),
                      .word = *word,
                      .mention = *mention,
                      // What was said before is not its affair.
                      .progress = {.position = m_office.directory.lastSeq(room)}};
    const auto entry = act(u"hook-added"_s, room, hostOf(hook));
    m_office.store.addHook(hook, entry, [=, this](const Result<Timestamp> &made) mutable {
        if (!made) {
            answer(made.error());
            return;
        }
        hook.created = *made;
        m_office.outgoing.add(hook);
        answer(QJsonObject{{u"id"_s, hook.id.value()}, {u"key"_s, key}});
    });
}

void HookAdministration::test(const OutgoingHook &hook, const CommandAnswer &answer) const
{
    m_office.outgoing.test(hook, [answer](const Result<HookOutcome> &outcome) {
        if (outcome)
            answer(server::toJson(*outcome));
        else
            answer(outcome.error());
    });
}

void HookAdministration::remove(const IncomingHook &hook, const CommandAnswer &answer)
{
    AuditEntry entry = act(u"hook-removed"_s, hook.room, u"in"_s);
    entry.subject = hook.bot;
    m_office.store.removeHook(hook.id, entry, [=, this](const Result<Done> &removed) {
        if (!removed) {
            answer(removed.error());
            return;
        }
        m_office.incoming.remove(hook.id);
        const auto others = m_office.incoming.all();
        const bool isUsed =
            std::any_of(others.begin(), others.end(),
                        [&](const IncomingHook &other) { return other.bot.id == hook.bot.id; });
        const auto bot = m_office.bots.named(hook.bot.name);
        if (hook.author == IncomingHook::Author::Own && bot && !isUsed)
            m_office.botAdministration.remove(*bot, answer);
        else
            answer(QJsonObject{});
    });
}

void HookAdministration::remove(const OutgoingHook &hook, const CommandAnswer &answer)
{
    const auto entry = act(u"hook-removed"_s, hook.room, hostOf(hook));
    m_office.store.removeHook(hook.id, entry, [=, this](const Result<Done> &removed) {
        if (removed)
            m_office.outgoing.remove(hook.id);
        acknowledge(answer)(removed);
    });
}

} // namespace hobnob::server
