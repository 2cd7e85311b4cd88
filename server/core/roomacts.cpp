// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomacts.h"

#include "server/core/roomdirectory.h"
#include "server/core/timeline.h"

namespace hobnob::server
{

void RoomActs::run(const RoomId &room, Plan plan, Answer<Done> answer)
{
    auto &turns = m_turns[room];
    turns.enqueue({std::move(plan), std::move(answer)});
    if (turns.size() == 1)
        goOn(room);
}

void RoomActs::inTurn(const RoomId &room, const std::function<void()> &step)
{
    if (!m_turns.contains(room)) {
        step();
        return;
    }
    const auto plan = [step]() -> Result<RoomPlan> {
        step();
        return RoomPlan{};
    };
    run(room, plan, [](const Result<Done> &) {});
}

void RoomActs::goOn(const RoomId &room)
{
    // Not each from the end of the one before it: thousands may wait that are refused at once.
    for (auto turns = m_turns.constFind(room); turns != m_turns.constEnd();
         turns = m_turns.constFind(room)) {
        const Turn turn = turns->head();
        const auto plan = turn.plan();
        if (plan && plan->way != RoomPlan::Way::Nothing) {
            write(room, turn, *plan);
            return;
        }
        if (plan)
            plan->effect();
        finish(room, turn, plan ? Result<Done>(Done{}) : plan.error());
    }
}

void RoomActs::write(const RoomId &room, const Turn &turn, const RoomPlan &plan)
{
    const auto written = [=, this](const Result<Done> &done) {
        if (done)
            plan.effect();
        else
            plan.undo();
        finish(room, turn, done);
        goOn(room);
    };
    if (plan.way == RoomPlan::Way::Delete) {
        m_store.deleteRoom(room, plan.act.audit, written);
        return;
    }
    m_timeline.act(plan.act, [written](const Result<QList<Appended>> &notices) {
        written(notices ? Result<Done>(Done{}) : notices.error());
    });
}

void RoomActs::finish(const RoomId &room, const Turn &turn, const Result<Done> &done)
{
    turn.answer(done);
    auto &turns = m_turns[room];
    turns.dequeue();
    if (turns.isEmpty())
        m_turns.remove(room);
}

Result<Standpoint> RoomActs::standpoint(const Actor &actor, const RoomId &room) const
{
    auto standpoint = m_rights.of(room, actor.user.id);
    if (standpoint && actor.kind == Actor::Kind::Operator) {
        standpoint->role = protocol::Role::Owner;
        standpoint->serverRole = protocol::ServerRole::Administrator;
    }
    return standpoint;
}

std::optional<Error> RoomActs::refusal(const Actor &actor, const RoomId &room, Action action) const
{
    const auto standpoint = this->standpoint(actor, room);
    return standpoint ? authorise(*standpoint, action) : standpoint.error();
}

Draft RoomActs::notice(const Actor &actor, const RoomId &room, protocol::NoticeKind kind,
                       const QString &text, const std::optional<protocol::User> &subject) const
{
    return {.room = room,
            .author = actor.user,
            .clientId = ClientId(randomId()),
            .text = text,
            .notice = protocol::Notice{kind, subject}};
}

AuditEntry RoomActs::audit(const Actor &actor, const RoomId &room, const QString &action,
                           const protocol::User &subject, const QString &details) const
{
    return {.actor = actor.kind == Actor::Kind::Operator ? protocol::User{} : actor.user,
            .action = action,
            .room = room,
            .roomName = m_directory.find(room).name,
            .subject = subject,
            .details = details};
}

} // namespace hobnob::server
