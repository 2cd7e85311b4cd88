// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/memberships.h"

#include "server/core/attendance.h"
#include "server/core/blocks.h"
#include "server/core/bots.h"
#include "server/core/roomdirectory.h"
#include "server/core/sanctions.h"
#include "server/core/timeline.h"
#include "shared/protocol/schema.h"

#include <QLoggingCategory>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::NoticeKind;
using protocol::PersonKind;
using protocol::Role;
using protocol::RoomKind;
using Stay = Roster::Stay;

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.rooms")

void noteFailure(const Result<QList<Appended>> &done)
{
    if (!done)
        qCWarning(log) << "Who is in a room was not stored:" << done.error().sentence;
}

} // namespace

QString roleWord(Role role)
{
    return QStringView(protocol::enumNames<Role>.at(size_t(role))).toString();
}

Stay Memberships::stayOf(const StoredPerson &person, RoomKind kind)
{
    return person.kind != PersonKind::Guest || kind != RoomKind::Public ? Stay::ForGood
                                                                        : Stay::WhilePresent;
}

std::optional<Error> Memberships::refusal(const RoomId &room, const UserId &user) const
{
    if (!m_office.directory.isPublic(room) || !m_office.bots.mayBeIn(user, room))
        return roomUnknown();
    if (const auto banned = m_office.sanctions.ban(room, user))
        return banned;
    return m_office.roster.refusal(user, RoomKind::Public);
}

void Memberships::join(const RoomId &room, const StoredPerson &person, SessionId asked,
                       Roster::Coming coming, const Answer<Roster::Joining> &answer)
{
    const UserId user = person.user.id;
    if (m_office.roster.isMember(room, user)) {
        answer(Roster::Joining::Already);
        return;
    }
    if (const auto error = refusal(room, user)) {
        answer(*error);
        return;
    }
    Roster::Place place{
        .room = room, .stay = stayOf(person, RoomKind::Public), .joined = m_office.clock()};
    const Doors::Cause cause{.asked = asked};
    if (place.stay == Stay::WhilePresent) {
        answer(m_office.doors.letIn(place, person, cause, coming));
        return;
    }
    const RoomAct act{.room = room, .members = {{room, user, place.role, place.joined}}};
    m_office.timeline.act(act, [=, this](const Result<QList<Appended>> &done) {
        if (!done) {
            answer(done.error());
            return;
        }
        // They may have been banned meanwhile, or the room made private.
        const bool isMember = m_office.roster.isMember(room, user);
        if (const auto error = isMember ? std::nullopt : refusal(room, user)) {
            m_office.timeline.act({.room = room, .gone = {user}}, &noteFailure);
            answer(*error);
            return;
        }
        answer(m_office.doors.letIn(place, person, cause, coming));
    });
}

void Memberships::found(const RoomId &room, const StoredPerson &person, Role role,
                        const Doors::Cause &cause)
{
    const RoomKind kind = m_office.directory.find(room).kind;
    const Stay stay = stayOf(person, kind);
    if (stay == Stay::WhilePresent && !m_office.attendance.find(person.user.id))
        return;
    const auto joined = m_office.doors.letIn({room, kind, role, stay, m_office.clock()}, person,
                                             cause, Roster::Coming::Joining);
    if (!joined)
        qCInfo(log) << "Somebody is not in their new room:" << joined.error().sentence;
}

void Memberships::leave(const RoomId &room, const UserId &user, SessionId asked,
                        const Answer<Done> &answer)
{
    m_office.acts.run(
        room,
        [=, this]() -> Result<RoomPlan> {
            auto plan = planLeaving(room, user);
            if (plan) {
                plan->effect = [=, this, effect = plan->effect] {
                    effect();
                    answer(Done{});
                    m_office.doors.putOut(room, user, {.asked = asked});
                };
            }
            return plan;
        },
        [answer](const Result<Done> &done) {
            if (!done)
                answer(done);
        });
}

Result<RoomPlan> Memberships::planLeaving(const RoomId &room, const UserId &user) const
{
    const auto &roster = m_office.roster;
    const auto person = roster.person(user).value_or(StoredPerson{.user = {user, {}}});
    const Actor actor{.user = person.user};
    if (const auto error = m_office.acts.refusal(actor, room, Action::Leave))
        return *error;
    RoomPlan plan{.act = {.room = room}};
    const auto place = *roster.place(room, user);
    if (place.stay == Stay::ForGood) {
        plan.way = RoomPlan::Way::Act;
        plan.act.gone = {user};
    }
    // Most own nothing, which is told quickly.
    const bool isLastOwner = place.role == Role::Owner && roster.ownersOf(room) == QList{user};
    const auto heir = isLastOwner ? roster.heirOf(room, user) : std::nullopt;
    if (heir) {
        plan.way = RoomPlan::Way::Act;
        addRole(plan.act, actor, *heir, Role::Owner);
        plan.effect = [=, this] {
            m_office.roster.setRole(room, *heir, Role::Owner);
            m_office.doors.tellStanding(room, *heir, {.by = actor.user});
        };
    }
    return plan;
}

void Memberships::add(const Actor &actor, const RoomId &room, const QList<StoredPerson> &people,
                      const Answer<Done> &answer)
{
    m_office.acts.run(
        room, [=, this] { return planAdding(actor, room, people); }, answer);
}

Result<RoomPlan> Memberships::planAdding(const Actor &actor, const RoomId &room,
                                         const QList<StoredPerson> &people)
{
    if (const auto error = m_office.acts.refusal(actor, room, Action::AddPeople))
        return *error;
    const RoomKind kind = m_office.directory.find(room).kind;
    RoomPlan plan{.act = {.room = room}};
    QList<StoredPerson> added;
    QStringList names;
    for (const StoredPerson &person : people) {
        const UserId &user = person.user.id;
        const bool cannot =
            person.state == AccountState::Deactivated || m_office.roster.isMember(room, user) ||
            m_office.sanctions.ban(room, user) || m_office.blocks.blocks(user, actor.user.id) ||
            m_office.roster.refusal(user, kind) || !m_office.bots.mayBeIn(user, room);
        const Stay stay = stayOf(person, kind);
        if (cannot || (stay == Stay::WhilePresent && !m_office.attendance.find(user)))
            continue;
        if (stay == Stay::ForGood)
            plan.act.members.append({room, user, Role::Member, m_office.clock()});
        added.append(person);
        names.append(person.user.name);
    }
    if (added.isEmpty())
        return plan;
    plan.way = RoomPlan::Way::Act;
    plan.act.audit = m_office.acts.audit(actor, room, u"member-added"_s,
                                         added.size() == 1 ? added.first().user : protocol::User{},
                                         added.size() == 1 ? QString() : names.join(u", "_s));
    plan.effect = [=, this] {
        for (const StoredPerson &person : added)
            found(room, person, Role::Member, {.by = actor.user});
    };
    return plan;
}

void Memberships::setRole(const Actor &actor, const RoomId &room, const UserId &person, Role role,
                          const Answer<Done> &answer)
{
    m_office.acts.run(
        room, [=, this] { return planRole(actor, room, person, role); }, answer);
}

Result<RoomPlan> Memberships::planRole(const Actor &actor, const RoomId &room, const UserId &user,
                                       Role role)
{
    if (const auto error = m_office.acts.refusal(actor, room, Action::SetRoles))
        return *error;
    const auto person = m_office.acts.standpoint({.user = {user, {}}}, room);
    const auto place = m_office.roster.place(room, user);
    if (!person || !place)
        return Error{ErrorCode::PersonUnknown, u"They are not in this room."_s, u"person"_s};
    if (user != actor.user.id) {
        const auto own = m_office.acts.standpoint(actor, room);
        if (const auto error = authoriseUpon(*own, *person))
            return *error;
    }
    if (person->person == PersonKind::Guest && role > Role::Member)
        return Error{ErrorCode::AccountNeeded, u"Guests can be members or readers."_s, u"role"_s};
    if (m_office.bots.contains(user) && role > Role::Member)
        return Error{ErrorCode::NotAllowed, u"Bots can be members or readers."_s, u"role"_s};
    if (place->role == role)
        return RoomPlan{};
    if (place->role == Role::Owner && m_office.roster.ownersOf(room).size() == 1)
        return Error{ErrorCode::LastOwner, u"The room would be without an owner."_s, u"role"_s};
    RoomPlan plan{.way = RoomPlan::Way::Act, .act = {.room = room}};
    addRole(plan.act, actor, user, role);
    plan.act.audit = m_office.acts.audit(actor, room, u"member-role"_s,
                                         *plan.act.notices.first().notice->subject, roleWord(role));
    plan.effect = [=, this] {
        m_office.roster.setRole(room, user, role);
        m_office.doors.tellStanding(room, user, {.by = actor.user});
    };
    return plan;
}

void Memberships::addRole(RoomAct &act, const Actor &actor, const UserId &user, Role role) const
{
    const auto place = m_office.roster.place(act.room, user);
    if (place->stay == Stay::ForGood)
        act.members.append({act.room, user, role, place->joined});
    act.notices.append(m_office.acts.notice(actor, act.room, NoticeKind::Role, roleWord(role),
                                            m_office.roster.person(user)->user));
}

void Memberships::passOn(const RoomId &room, const protocol::User &owner)
{
    const auto passing = [=, this]() -> Result<RoomPlan> {
        const auto heir = m_office.roster.heirOf(room, owner.id);
        if (!heir || !m_office.roster.ownersOf(room).isEmpty())
            return RoomPlan{};
        RoomPlan plan{.way = RoomPlan::Way::Act, .act = {.room = room}};
        addRole(plan.act, {.user = owner}, *heir, Role::Owner);
        plan.effect = [=, this, heir = *heir] {
            m_office.roster.setRole(room, heir, Role::Owner);
            m_office.doors.tellStanding(room, heir, {.by = owner});
        };
        return plan;
    };
    m_office.acts.run(room, passing, [](const Result<Done> &passed) {
        if (!passed)
            qCWarning(log) << "A room has no owner any more:" << passed.error().sentence;
    });
}

void Memberships::noteAccount(const StoredPerson &person)
{
    if (person.kind != PersonKind::Account)
        return;
    for (const RoomId &room : m_office.roster.roomsOf(person.user.id)) {
        const auto place = m_office.roster.place(room, person.user.id);
        if (place->stay == Stay::ForGood)
            continue;
        // At once: should they leave before it is stored, that is stored after it.
        m_office.roster.setStay(room, person.user.id, Stay::ForGood);
        const StoredMembership membership{room, person.user.id, place->role, place->joined};
        m_office.timeline.act({.room = room, .members = {membership}}, &noteFailure);
    }
}

} // namespace hobnob::server
