// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomdesk.h"

#include "server/core/discipline.h"
#include "server/core/memberships.h"
#include "server/core/overview.h"
#include "server/core/personfinder.h"
#include "server/core/roomdirectory.h"
#include "server/core/roomsettings.h"
#include "server/core/sanctions.h"

namespace hobnob::server
{

bool RoomDesk::mayNot(SessionId session, RequestId id, const RoomId &room, Action action)
{
    const auto error = m_office.rights.refusal(room, personOf(session).user.id, action);
    if (error)
        refuse(session, id, *error);
    return error.has_value();
}

void RoomDesk::handle(SessionId session, const protocol::ChangeRoom &request)
{
    m_office.settings.change(actorOf(session), request, accept(session, request.id));
}

void RoomDesk::handle(SessionId session, const protocol::DeleteRoom &request)
{
    m_office.settings.remove(actorOf(session), request.room, accept(session, request.id));
}

void RoomDesk::handle(SessionId session, const protocol::GetRoom &request)
{
    if (!mayNot(session, request.id, request.room, Action::Look))
        answer(session, protocol::RoomDetails{request.id, m_office.overview.summaryOf(request.room),
                                              m_office.directory.find(request.room).description});
}

void RoomDesk::handle(SessionId session, const protocol::AddPeople &request)
{
    if (mayNot(session, request.id, request.room, Action::AddPeople))
        return;
    QList<UserId> people;
    for (const UserId &user : request.people) {
        if (!people.contains(user))
            people.append(user);
    }
    m_office.finder.find(people,
                         [=, this, actor = actorOf(session), done = accept(session, request.id)](
                             const Result<QList<StoredPerson>> &found) {
                             if (found)
                                 m_office.memberships.add(actor, request.room, *found, done);
                             else
                                 done(found.error());
                         });
}

void RoomDesk::handle(SessionId session, const protocol::SetRole &request)
{
    m_office.memberships.setRole(actorOf(session), request.room, request.person, request.role,
                                 accept(session, request.id));
}

void RoomDesk::handle(SessionId session, const protocol::Moderate &request)
{
    if (mayNot(session, request.id, request.room, Action::Moderate))
        return;
    m_office.finder.find(
        {request.person}, [=, this, actor = actorOf(session), done = accept(session, request.id)](
                              const Result<QList<StoredPerson>> &found) {
            const auto sanction = [&](protocol::SanctionKind kind) {
                return m_office.sanctions.find(request.room, request.person, kind);
            };
            if (found) {
                m_office.discipline.moderate(actor, request, found->first(), done);
                return;
            }
            // Whoever is gone for ever can still be taken off the list.
            auto standing = sanction(protocol::SanctionKind::Ban);
            if (request.act == protocol::ModerationAct::Unmute)
                standing = sanction(protocol::SanctionKind::Mute);
            const bool isLifting = request.act == protocol::ModerationAct::Unmute ||
                                   request.act == protocol::ModerationAct::Unban;
            if (found.error().code == ErrorCode::PersonUnknown && isLifting && standing)
                m_office.discipline.moderate(actor, request, {.user = standing->person}, done);
            else
                done(found.error());
        });
}

void RoomDesk::handle(SessionId session, const protocol::GetSanctions &request)
{
    if (!mayNot(session, request.id, request.room, Action::SeeSanctions))
        answer(session,
               protocol::Sanctions{request.id, request.room, m_office.sanctions.of(request.room)});
}

} // namespace hobnob::server
