// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomadministration.h"

#include "server/core/administration.h"
#include "server/core/credentials.h"
#include "server/core/houserules.h"
#include "server/core/lines.h"
#include "server/core/overview.h"
#include "server/core/roomdirectory.h"
#include "server/core/roomnames.h"
#include "server/core/rooms.h"
#include "server/core/sanctions.h"
#include "server/core/skeleton.h"
#include "shared/limits.h"
#include "shared/text.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::ModerationAct;
using protocol::Role;
using protocol::RoomKind;

namespace
{

QJsonValue timeJson(const std::optional<Timestamp> &time)
{
    return time ? QJsonValue(milliseconds(*time)) : QJsonValue(QJsonValue::Null);
}

QJsonObject toJson(const protocol::Sanction &sanction)
{
    return {{u"kind"_s, wordOf(sanction.kind)},  {u"id"_s, sanction.person.id.value()},
            {u"name"_s, sanction.person.name},   {u"by"_s, sanction.by.name},
            {u"reason"_s, sanction.reason},      {u"created"_s, milliseconds(sanction.created)},
            {u"ends"_s, timeJson(sanction.ends)}};
}

QJsonObject toJson(const protocol::RoomRules &rules)
{
    return {{u"post"_s, wordOf(rules.post)},
            {u"invite"_s, wordOf(rules.invite)},
            {u"pin"_s, wordOf(rules.pin)},
            {u"slowMode"_s, rules.slowMode}};
}

/// Nothing: for ever. A minute that has begun counts. Errors: OutOfRange.
Result<std::optional<qint64>> minutesOf(const QJsonValue &seconds)
{
    if (seconds.isUndefined())
        return std::optional<qint64>();
    const qint64 minutes = (seconds.toInteger() + 59) / 60;
    if (minutes >= 1 && minutes <= limits::sanctionMinutes)
        return std::optional(minutes);
    return Error{
        ErrorCode::OutOfRange,
        u"A ban lasts at most %1 days, or for ever."_s.arg(limits::sanctionMinutes / (24 * 60)),
        u"for"_s};
}

} // namespace

RoomAdministration::RoomAdministration(Administration &commands, Office office) : m_office(office)
{
    commands.add(u"room.list"_s,
                 [this](const QJsonObject &, const CommandAnswer &answer) { list(answer); });
    commands.add(u"room.create"_s,
                 [this](const QJsonObject &arguments, const CommandAnswer &answer) {
                     create(arguments, answer);
                 });
    addForRoom(commands, u"room.show"_s,
               [this](const auto &room, const auto &, const auto &answer) { show(room, answer); });
    addSettings(commands);
    addPeople(commands);
}

void RoomAdministration::addSettings(Administration &commands)
{
    using Fill = std::function<void(protocol::ChangeRoom &, const QJsonObject &)>;
    const auto add = [&](const QString &name, const Fill &fill) {
        addForRoom(commands, name,
                   [this, fill](const RoomId &room, const QJsonObject &arguments,
                                const CommandAnswer &answer) {
                       protocol::ChangeRoom request{.room = room};
                       fill(request, arguments);
                       m_office.rooms.settings.change(self(), request, acknowledge(answer));
                   });
    };
    add(u"room.rename"_s, [](auto &request, const auto &arguments) {
        request.name = arguments[u"name"_s].toString();
    });
    add(u"room.topic"_s, [](auto &request, const auto &arguments) {
        request.topic = arguments[u"text"_s].toString();
    });
    add(u"room.archive"_s, [](auto &request, const auto &) { request.archived = true; });
    add(u"room.unarchive"_s, [](auto &request, const auto &) { request.archived = false; });
    addForRoom(commands, u"room.delete"_s,
               [this](const auto &room, const auto &, const auto &answer) {
                   m_office.rooms.settings.remove(self(), room, acknowledge(answer));
               });
}

void RoomAdministration::addPeople(Administration &commands)
{
    addForPerson(
        commands, u"room.role"_s,
        [this](const auto &room, const auto &person, const auto &arguments, const auto &answer) {
            setRole(room, person, arguments[u"role"_s].toString(), answer);
        });
    addForPerson(commands, u"room.add"_s,
                 [this](const auto &room, const auto &person, const auto &, const auto &answer) {
                     addMember(room, person, answer);
                 });
    for (const auto &[name, act] : {std::pair(u"room.kick"_s, ModerationAct::Kick),
                                    std::pair(u"room.ban"_s, ModerationAct::Ban),
                                    std::pair(u"room.unban"_s, ModerationAct::Unban)}) {
        addForPerson(commands, name,
                     [this, act = act](const auto &room, const auto &person, const auto &arguments,
                                       const auto &answer) {
                         moderate(room, person, act, arguments, answer);
                     });
    }
}

void RoomAdministration::addForRoom(Administration &commands, const QString &name,
                                    RoomCommand command)
{
    commands.add(name, [this, command = std::move(command)](const QJsonObject &arguments,
                                                            const CommandAnswer &answer) {
        const auto room = findRoom(m_office.directory, arguments[u"room"_s].toString());
        if (room)
            command(*room, arguments, answer);
        else
            answer(room.error());
    });
}

void RoomAdministration::addForPerson(Administration &commands, const QString &name,
                                      PersonCommand command)
{
    addForRoom(commands, name,
               [this, command = std::move(command)](
                   const RoomId &room, const QJsonObject &arguments, const CommandAnswer &answer) {
                   findPerson(arguments[u"person"_s].toString(), room,
                              [=](const Result<StoredPerson> &person) {
                                  if (person)
                                      command(room, *person, arguments, answer);
                                  else
                                      answer(person.error());
                              });
               });
}

void RoomAdministration::findPerson(const QString &named, const RoomId &room,
                                    const Answer<StoredPerson> &answer) const
{
    const auto byId = [=, this](const Result<QList<StoredPerson>> &found) {
        if (found)
            answer(found->first());
        else if (found.error().code == ErrorCode::PersonUnknown)
            answer(sanctioned(UserId(named), room));
        else
            answer(found.error());
    };
    m_office.accounts.findAccount(loginKey(named), [=, this](const Result<StoredAccount> &account) {
        if (account)
            answer(account->person);
        else if (account.error().code == ErrorCode::WrongLogin)
            m_office.rooms.finder.find({UserId(named)}, byId);
        else
            answer(account.error());
    });
}

/// Whoever is gone for ever can still be taken off the list.
Result<StoredPerson> RoomAdministration::sanctioned(const UserId &user, const RoomId &room) const
{
    for (const auto &sanction : m_office.sanctions.of(room)) {
        if (sanction.person.id == user)
            return StoredPerson{.user = sanction.person};
    }
    return Error{ErrorCode::PersonUnknown,
                 u"Nobody logs in as \"%1\", or has this id."_s.arg(excerpt(user.value(), 40)),
                 u"person"_s};
}

void RoomAdministration::list(const CommandAnswer &answer) const
{
    auto rooms = m_office.directory.rooms();
    rooms.removeIf([this](const RoomId &room) {
        return m_office.directory.find(room).kind == RoomKind::Direct;
    });
    const auto key = [this](const RoomId &room) {
        return std::pair(m_office.directory.find(room).name.toCaseFolded(), room);
    };
    std::sort(rooms.begin(), rooms.end(),
              [&](const RoomId &a, const RoomId &b) { return key(a) < key(b); });
    QJsonArray list;
    for (const auto &room : rooms)
        list.append(toJson(room));
    answer(QJsonObject{{u"rooms"_s, list}});
}

QJsonObject RoomAdministration::toJson(const RoomId &room) const
{
    const auto line = m_office.overview.summaryOf(room);
    return {{u"id"_s, line.id.value()},
            {u"name"_s, line.name},
            {u"kind"_s, wordOf(line.kind)},
            {u"archived"_s, line.archived},
            {u"topic"_s, line.topic},
            {u"memberCount"_s, line.memberCount},
            {u"lastSeq"_s, number(line.lastSeq)},
            {u"lastTime"_s, milliseconds(line.lastTime)}};
}

void RoomAdministration::show(const RoomId &room, const CommandAnswer &answer) const
{
    const StoredRoom stored = m_office.directory.find(room);
    QJsonObject shown = toJson(room);
    shown.insert(u"description"_s, stored.description);
    shown.insert(u"rules"_s, server::toJson(stored.rules));
    QJsonArray members;
    for (const StoredPerson &person : m_office.roster.peopleIn(room)) {
        const Role role = m_office.roster.place(room, person.user.id)->role;
        members.append(QJsonObject{{u"id"_s, person.user.id.value()},
                                   {u"name"_s, person.user.name},
                                   {u"login"_s, person.login},
                                   {u"kind"_s, wordOf(person.kind)},
                                   {u"role"_s, wordOf(role)}});
    }
    QJsonArray sanctions;
    for (const auto &sanction : m_office.sanctions.of(room))
        sanctions.append(server::toJson(sanction));
    answer(QJsonObject{{u"room"_s, shown}, {u"members"_s, members}, {u"sanctions"_s, sanctions}});
}

void RoomAdministration::create(const QJsonObject &arguments, const CommandAnswer &answer)
{
    if (!arguments.contains(u"owner"_s)) {
        make(arguments, {}, answer);
        return;
    }
    findPerson(arguments[u"owner"_s].toString(), {}, [=, this](const Result<StoredPerson> &owner) {
        if (!owner)
            answer(owner.error());
        else if (owner->kind != protocol::PersonKind::Account)
            answer(Error{ErrorCode::AccountNeeded, u"Guests and bots own no rooms."_s, u"owner"_s});
        else
            make(arguments, *owner, answer);
    });
}

void RoomAdministration::make(const QJsonObject &arguments,
                              const std::optional<StoredPerson> &owner, const CommandAnswer &answer)
{
    const auto name = cleanRoomName(arguments[u"name"_s].toString());
    const auto topic = cleanTopic(arguments[u"topic"_s].toString());
    if (!name || !topic) {
        answer(name ? topic.error() : name.error());
        return;
    }
    NewRoom room{.name = *name, .topic = *topic};
    if (arguments[u"private"_s].toBool())
        room.kind = RoomKind::Private;
    if (owner)
        room.members.append({{}, owner->user.id, Role::Owner, m_office.rules.clock()});
    m_office.directory.create(room, [=, this](const Result<RoomId> &made) {
        if (!made) {
            answer(made.error());
            return;
        }
        if (owner)
            m_office.rooms.memberships.found(*made, *owner, Role::Owner, {.by = self().user});
        answer(QJsonObject{{u"id"_s, made->value()}});
    });
}

void RoomAdministration::setRole(const RoomId &room, const StoredPerson &person,
                                 const QString &word, const CommandAnswer &answer)
{
    const auto role = fromWord<Role>(word);
    if (role)
        m_office.rooms.memberships.setRole(self(), room, person.user.id, *role,
                                           acknowledge(answer));
    else
        answer(Error{ErrorCode::WrongKind,
                     u"A role is \"owner\", \"moderator\", \"member\" or \"reader\"."_s,
                     u"role"_s});
}

void RoomAdministration::addMember(const RoomId &room, const StoredPerson &person,
                                   const CommandAnswer &answer)
{
    const auto added = [=, this](const Result<Done> &done) {
        // Those who cannot come are passed over.
        const bool isIn = m_office.roster.isMember(room, person.user.id);
        const Error error{ErrorCode::NotAllowed,
                          u"They cannot come: they are banned, or in too many rooms."_s};
        acknowledge(answer)(done && !isIn ? Result<Done>(error) : done);
    };
    m_office.rooms.memberships.add(self(), room, {person}, added);
}

void RoomAdministration::moderate(const RoomId &room, const StoredPerson &person, ModerationAct act,
                                  const QJsonObject &arguments, const CommandAnswer &answer)
{
    const auto minutes = minutesOf(arguments[u"for"_s]);
    if (!minutes) {
        answer(minutes.error());
        return;
    }
    const protocol::Moderate request{.room = room,
                                     .person = person.user.id,
                                     .act = act,
                                     .reason = arguments[u"reason"_s].toString(),
                                     .minutes = *minutes};
    m_office.rooms.discipline.moderate(self(), request, person, acknowledge(answer));
}

Actor RoomAdministration::self() const
{
    return {.kind = Actor::Kind::Operator, .user = operatorOf(m_office.rules)};
}

} // namespace hobnob::server
