// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/discipline.h"

#include "server/core/attendance.h"
#include "server/core/lines.h"
#include "server/core/roomdirectory.h"
#include "server/core/sanctions.h"
#include "shared/limits.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::ModerationAct;
using protocol::NoticeKind;
using protocol::SanctionKind;

namespace
{

struct Words {
    NoticeKind notice;
    QString audit;
};

Words wordsOf(ModerationAct act)
{
    switch (act) {
    case ModerationAct::Mute:
        return {NoticeKind::Muted, u"member-muted"_s};
    case ModerationAct::Unmute:
        return {NoticeKind::Unmuted, u"member-unmuted"_s};
    case ModerationAct::Kick:
        return {NoticeKind::Kicked, u"member-kicked"_s};
    case ModerationAct::Ban:
        return {NoticeKind::Banned, u"member-banned"_s};
    case ModerationAct::Unban:
        return {NoticeKind::Unbanned, u"member-unbanned"_s};
    }
    return {};
}

} // namespace

void Discipline::moderate(const Actor &actor, const protocol::Moderate &request,
                          const StoredPerson &person, const Answer<Done> &answer)
{
    auto clean = request;
    const auto reason = cleanReason(request.reason);
    if (!reason) {
        answer(reason.error());
        return;
    }
    clean.reason = *reason;
    m_office.acts.run(
        request.room, [=, this] { return plan(actor, clean, person); }, answer);
}

std::optional<Error> Discipline::refusal(const Actor &actor, const protocol::Moderate &request,
                                         const StoredPerson &person) const
{
    if (const auto error = m_office.acts.refusal(actor, request.room, Action::Moderate))
        return error;
    const bool mustBeThere =
        request.act == ModerationAct::Mute || request.act == ModerationAct::Kick;
    if (mustBeThere && !m_office.roster.isMember(request.room, person.user.id))
        return Error{ErrorCode::PersonUnknown, u"They are not in this room."_s, u"person"_s};
    if (person.user.id == actor.user.id)
        return Error{ErrorCode::NotAllowed, u"You cannot do this to yourself."_s, u"person"_s};
    auto standpoint = *m_office.acts.standpoint({.user = person.user}, request.room);
    // Of somebody who is neither here nor in any room, only the store knows.
    if (!m_office.attendance.find(person.user.id) && !m_office.roster.person(person.user.id))
        standpoint.serverRole = person.role;
    return authoriseUpon(*m_office.acts.standpoint(actor, request.room), standpoint);
}

Result<RoomPlan> Discipline::plan(const Actor &actor, const protocol::Moderate &request,
                                  const StoredPerson &stored)
{
    if (const auto error = refusal(actor, request, stored))
        return *error;
    const RoomId &room = request.room;
    const protocol::User person = m_office.roster.person(stored.user.id).value_or(stored).user;
    RoomPlan plan{.way = RoomPlan::Way::Act, .act = {.room = room}};
    const Words words = wordsOf(request.act);
    plan.act.notices = {m_office.acts.notice(actor, room, words.notice, request.reason, person)};
    plan.act.audit = m_office.acts.audit(actor, room, words.audit, person, request.reason);
    const auto isInForce = [&](SanctionKind kind) {
        return m_office.sanctions.find(room, person.id, kind).has_value();
    };
    switch (request.act) {
    case ModerationAct::Mute:
    case ModerationAct::Ban:
        if (m_office.sanctions.of(room).size() >= limits::sanctionsPerRoom)
            return Error{ErrorCode::TooManyPeople,
                         u"%1 mutes and bans are in force in this room. Lift some first."_s.arg(
                             limits::sanctionsPerRoom)};
        planSanction(plan, actor, request, person,
                     request.act == ModerationAct::Ban ? SanctionKind::Ban : SanctionKind::Mute);
        break;
    case ModerationAct::Unmute:
        if (!isInForce(SanctionKind::Mute))
            return RoomPlan{};
        planLifting(plan, actor, request, person, SanctionKind::Mute);
        break;
    case ModerationAct::Unban:
        if (!isInForce(SanctionKind::Ban))
            return RoomPlan{};
        planLifting(plan, actor, request, person, SanctionKind::Ban);
        break;
    case ModerationAct::Kick:
        planRemoval(plan, person, {.by = actor.user, .reason = request.reason});
        break;
    }
    return plan;
}

void Discipline::planSanction(RoomPlan &plan, const Actor &actor, const protocol::Moderate &request,
                              const protocol::User &person, SanctionKind kind)
{
    const Timestamp now = m_office.clock();
    protocol::Sanction sanction{
        .kind = kind, .person = person, .by = actor.user, .reason = request.reason, .created = now};
    if (request.minutes)
        sanction.ends = Timestamp{milliseconds(now) + *request.minutes * 60'000};
    plan.act.imposed = {{request.room, sanction}};
    const Doors::Cause cause{.by = actor.user, .reason = request.reason};
    if (kind == SanctionKind::Ban)
        planRemoval(plan, person, cause);
    plan.effect = [=, this, room = request.room, remove = plan.effect] {
        m_office.sanctions.impose(room, sanction);
        remove();
        m_office.roster.noteMute(room, person.id);
        if (m_office.roster.isMember(room, person.id))
            m_office.doors.tellStanding(room, person.id, cause);
    };
}

void Discipline::planLifting(RoomPlan &plan, const Actor &actor, const protocol::Moderate &request,
                             const protocol::User &person, SanctionKind kind)
{
    plan.act.lifted = {{person.id, kind}};
    const Doors::Cause cause{.by = actor.user, .reason = request.reason};
    plan.effect = [=, this, room = request.room] {
        m_office.sanctions.lift(room, person.id, kind);
        m_office.roster.noteMute(room, person.id);
        if (m_office.roster.isMember(room, person.id))
            m_office.doors.tellStanding(room, person.id, cause);
    };
}

void Discipline::planRemoval(RoomPlan &plan, const protocol::User &person,
                             const Doors::Cause &cause)
{
    // Also of somebody who is not in it: they may be coming in just now.
    plan.act.gone = {person.id};
    plan.effect = [=, this, room = plan.act.room] {
        m_office.doors.putOut(room, person.id, cause);
    };
}

} // namespace hobnob::server
