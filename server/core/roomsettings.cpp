// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomsettings.h"

#include "server/core/lines.h"
#include "server/core/readpointers.h"
#include "server/core/roomdirectory.h"
#include "server/core/skeleton.h"
#include "server/core/typingtracker.h"
#include "shared/limits.h"
#include "shared/protocol/schema.h"
#include "shared/text.h"

#include <QLoggingCategory>
#include <QSet>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::NoticeKind;
using protocol::PersonKind;
using protocol::Presence;
using protocol::RoomKind;
using protocol::RoomRules;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.rooms")

void noteFailure(const Result<Done> &done)
{
    if (!done)
        qCWarning(log) << "A room is not kept as it is:" << done.error().sentence;
}

/// Of several lines. Errors: DescriptionTooLong, MessageInvalid.
Result<QString> cleanDescription(const QString &typed)
{
    if (typed.trimmed().isEmpty())
        return QString();
    const auto isTooLong = [](const QString &text) {
        return characterCount(text) > limits::descriptionCharacters;
    };
    const auto clean = isTooLong(typed) ? Result<QString>(typed) : cleanMessage(typed);
    if (!clean)
        return Error{clean.error().code, clean.error().sentence, u"description"_s};
    if (isTooLong(*clean))
        return Error{
            ErrorCode::DescriptionTooLong,
            u"A description can have at most %1 characters."_s.arg(limits::descriptionCharacters),
            u"description"_s};
    return *clean;
}

auto asTuple(const RoomRules &rules)
{
    return std::tuple(rules.post, rules.invite, rules.pin, rules.slowMode);
}

auto asTuple(const StoredRoom &room)
{
    return std::tuple(room.name, room.topic, room.description, room.kind, asTuple(room.rules),
                      room.archived, room.picture);
}

template <typename Enum>
QString word(Enum value)
{
    return QStringView(protocol::enumNames<Enum>.at(size_t(value))).toString();
}

/// For the audit log.
QString inWords(const RoomRules &rules)
{
    return u"post %1, invite %2, pin %3, slow mode %4 s"_s
        .arg(word(rules.post), word(rules.invite), word(rules.pin))
        .arg(rules.slowMode);
}

} // namespace

void RoomSettings::change(const Actor &actor, const protocol::ChangeRoom &request,
                          const Answer<Done> &answer)
{
    m_office.acts.run(
        request.room, [=, this] { return planChange(actor, request); }, answer);
}

std::optional<Error> RoomSettings::refusal(const Actor &actor,
                                           const protocol::ChangeRoom &request) const
{
    auto standpoint = m_office.acts.standpoint(actor, request.room);
    if (!standpoint)
        return standpoint.error();
    if (const auto unseen = authorise(*standpoint, Action::Read))
        return unseen;
    if (request.archived) {
        if (const auto error = authorise(*standpoint, Action::Archive))
            return error;
        // What is asked for together with opening it again is asked for an open room.
        standpoint->archived = standpoint->archived && *request.archived;
    }
    if (request.topic) {
        if (const auto error = authorise(*standpoint, Action::SetTopic))
            return error;
    }
    if (request.name || request.description || request.kind || request.rules) {
        if (const auto error = authorise(*standpoint, Action::ChangeRoom))
            return error;
    }
    if (request.kind == RoomKind::Direct)
        return Error{ErrorCode::NotAllowed, u"A room does not become a direct one."_s, u"kind"_s};
    if (request.kind == RoomKind::Private && standpoint->person == PersonKind::Guest &&
        actor.kind == Actor::Kind::Person)
        return Error{ErrorCode::AccountNeeded, u"Guests cannot make rooms private."_s, u"kind"_s};
    return std::nullopt;
}

Result<StoredRoom> RoomSettings::changed(StoredRoom room, const protocol::ChangeRoom &request) const
{
    if (request.name) {
        const auto name = cleanRoomName(*request.name);
        if (!name)
            return name.error();
        room.name = *name;
        room.skeleton = nameKeys(*name).folded;
    }
    if (request.topic) {
        const auto topic = cleanTopic(*request.topic);
        if (!topic)
            return topic.error();
        room.topic = *topic;
    }
    if (request.description) {
        const auto description = cleanDescription(*request.description);
        if (!description)
            return description.error();
        room.description = *description;
    }
    room.kind = request.kind.value_or(room.kind);
    room.rules = request.rules.value_or(room.rules);
    room.archived = request.archived.value_or(room.archived);
    return room;
}

Result<RoomPlan> RoomSettings::planChange(const Actor &actor, const protocol::ChangeRoom &request)
{
    if (const auto error = refusal(actor, request))
        return *error;
    const StoredRoom before = m_office.directory.find(request.room);
    const auto after = changed(before, request);
    if (!after)
        return after.error();
    if (asTuple(before) == asTuple(*after))
        return RoomPlan{};
    if (before.kind != after->kind) {
        if (const auto error = m_office.directory.refusal(after->kind))
            return *error;
    }
    if (after->kind == RoomKind::Public && !m_office.directory.holdName(after->name, after->id))
        return Error{ErrorCode::RoomExists, u"There is a room of this name already."_s, u"name"_s};
    RoomPlan plan{.way = RoomPlan::Way::Act, .act = {.room = before.id, .change = *after}};
    addNotices(plan.act, actor, before);
    if (before.kind != after->kind)
        addGuests(plan.act);
    plan.act.audit = auditOf(actor, before, *after);
    plan.effect = [=, this, after = *after, act = plan.act] {
        finish(before, after);
        if (before.kind != after.kind)
            mendGuests(act);
    };
    plan.undo = [this, name = after->name, room = after->id] {
        m_office.directory.freeName(name, room);
    };
    return plan;
}

void RoomSettings::addNotices(RoomAct &act, const Actor &actor, const StoredRoom &before) const
{
    const StoredRoom &after = *act.change;
    const auto add = [&](NoticeKind kind, const QString &text = {}) {
        act.notices.append(m_office.acts.notice(actor, act.room, kind, text));
    };
    if (before.name != after.name)
        add(NoticeKind::Renamed, after.name);
    if (before.topic != after.topic)
        add(NoticeKind::Topic, after.topic);
    if (before.kind != after.kind)
        add(after.kind == RoomKind::Public ? NoticeKind::MadePublic : NoticeKind::MadePrivate);
    if (before.archived != after.archived)
        add(after.archived ? NoticeKind::Archived : NoticeKind::Unarchived);
}

AuditEntry RoomSettings::auditOf(const Actor &actor, const StoredRoom &before,
                                 const StoredRoom &after) const
{
    QStringList details;
    QString action;
    const QString otherwise = u"room-changed"_s;
    const auto note = [&](bool differs, const QString &word, const QString &detail) {
        if (!differs)
            return;
        action = action.isEmpty() ? word : otherwise;
        if (!detail.isEmpty())
            details.append(detail);
    };
    note(before.name != after.name, u"room-renamed"_s, u"name: "_s + after.name);
    note(before.archived != after.archived,
         after.archived ? u"room-archived"_s : u"room-unarchived"_s, {});
    note(before.kind != after.kind, otherwise, word(after.kind));
    note(before.topic != after.topic, otherwise, u"topic: "_s + after.topic);
    note(before.description != after.description, otherwise, u"description"_s);
    note(before.picture != after.picture, otherwise,
         after.picture.isEmpty() ? u"no picture"_s : u"picture"_s);
    note(asTuple(before.rules) != asTuple(after.rules), otherwise, inWords(after.rules));
    return m_office.acts.audit(actor, before.id, action, {}, details.join(u"; "_s));
}

void RoomSettings::addGuests(RoomAct &act) const
{
    const bool isPrivate = act.change->kind == RoomKind::Private;
    for (const StoredPerson &person : m_office.roster.peopleIn(act.room)) {
        if (person.kind != PersonKind::Guest)
            continue;
        const auto place = m_office.roster.place(act.room, person.user.id);
        if (isPrivate)
            act.members.append({act.room, person.user.id, place->role, place->joined});
        else
            act.gone.append(person.user.id);
    }
}

void RoomSettings::mendGuests(const RoomAct &act)
{
    const auto planned = [=, this]() -> Result<RoomPlan> {
        RoomPlan plan{.act = {.room = act.room}};
        QSet<UserId> kept;
        for (const StoredMembership &member : act.members)
            kept.insert(member.user);
        for (const StoredPerson &person : m_office.roster.peopleIn(act.room)) {
            const UserId &user = person.user.id;
            const auto place = m_office.roster.place(act.room, user);
            const bool isMissing =
                person.kind == PersonKind::Guest ? !kept.contains(user) : act.gone.contains(user);
            if (isMissing && place->stay == Roster::Stay::ForGood)
                plan.act.members.append({act.room, user, place->role, place->joined});
        }
        for (const StoredMembership &member : act.members) {
            if (!m_office.roster.isMember(act.room, member.user))
                plan.act.gone.append(member.user);
        }
        if (!plan.act.members.isEmpty() || !plan.act.gone.isEmpty())
            plan.way = RoomPlan::Way::Act;
        return plan;
    };
    m_office.acts.run(act.room, planned, &noteFailure);
}

void RoomSettings::removeIfEmpty(const RoomId &room)
{
    const auto planned = [=, this]() -> Result<RoomPlan> {
        RoomPlan plan;
        if (m_office.directory.find(room).kind != RoomKind::Direct ||
            m_office.roster.memberCount(room) > 0)
            return plan;
        plan.way = RoomPlan::Way::Delete;
        plan.effect = [=, this] { m_office.doors.close(room); };
        return plan;
    };
    m_office.acts.run(room, planned, &noteFailure);
}

void RoomSettings::finish(const StoredRoom &before, const StoredRoom &after)
{
    const RoomId &room = after.id;
    m_office.directory.change(after);
    if (before.kind != after.kind) {
        for (const StoredPerson &person : m_office.roster.peopleIn(room)) {
            const UserId &user = person.user.id;
            if (person.kind != PersonKind::Guest)
                continue;
            const bool isGone = m_office.roster.member(room, user)->presence == Presence::Gone;
            if (after.kind == RoomKind::Private) {
                m_office.roster.setStay(room, user, Roster::Stay::ForGood);
            } else if (isGone) {
                m_office.doors.putOut(room, user, {});
            } else {
                m_office.roster.setStay(room, user, Roster::Stay::WhilePresent);
                m_office.reads.restore(user, room);
            }
        }
        if (after.kind == RoomKind::Private)
            m_office.doors.hide(room);
    }
    if (after.archived || before.rules.post != after.rules.post)
        m_office.typing.stopAll(room);
}

void RoomSettings::setPicture(const Actor &actor, const RoomId &room, const QString &picture,
                              const Answer<Done> &answer)
{
    const auto planned = [=, this]() -> Result<RoomPlan> {
        if (const auto error = m_office.acts.refusal(actor, room, Action::ChangeRoom))
            return *error;
        const StoredRoom before = m_office.directory.find(room);
        StoredRoom after = before;
        after.picture = picture;
        RoomPlan plan{.way = RoomPlan::Way::Act, .act = {.room = room, .change = after}};
        plan.act.audit = auditOf(actor, before, after);
        plan.effect = [=, this] { finish(before, after); };
        return before.picture == picture ? RoomPlan{} : plan;
    };
    m_office.acts.run(room, planned, answer);
}

void RoomSettings::remove(const Actor &actor, const RoomId &room, const Answer<Done> &answer)
{
    const auto planned = [=, this]() -> Result<RoomPlan> {
        if (const auto error = m_office.acts.refusal(actor, room, Action::Delete))
            return *error;
        RoomPlan plan{.way = RoomPlan::Way::Delete};
        plan.act.audit = m_office.acts.audit(actor, room, u"room-deleted"_s);
        plan.effect = [=, this] { m_office.doors.close(room); };
        return plan;
    };
    m_office.acts.run(room, planned, answer);
}

} // namespace hobnob::server
