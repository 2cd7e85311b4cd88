// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/accountdesk.h"

#include "server/core/people.h"
#include "server/core/reception.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

AccountDesk::AccountDesk(People &people, Reception &reception)
    : Desk(reception, people.attendance), m_people(people), m_reception(reception)
{
}

void AccountDesk::handle(SessionId session, const protocol::CheckLink &request)
{
    m_people.links.find(request.link, [this, session,
                                       id = request.id](const Result<StoredLink> &link) {
        if (!link) {
            refuse(session, id, link.error());
            return;
        }
        const bool isReset = link->kind == protocol::LinkKind::Reset;
        const protocol::LinkChecked checked{id, link->kind, link->expires,
                                            isReset ? std::optional(link->login) : std::nullopt};
        answer(session, checked);
    });
}

void AccountDesk::handle(SessionId session, const protocol::ResetPassword &request)
{
    m_people.accounts.resetPassword(request, accept(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::ChangePassword &request)
{
    m_people.accounts.changePassword(personOf(session), m_people.attendance.keyOf(session), request,
                                     accept(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::StartTwoFactor &request)
{
    m_people.twoFactor.start(personOf(session), request.password,
                             tell<protocol::TwoFactorOffered>(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::ConfirmTwoFactor &request)
{
    m_people.twoFactor.confirm(personOf(session), request.code,
                               [this, session, id = request.id](const Result<QStringList> &codes) {
                                   if (codes)
                                       answer(session, protocol::TwoFactorStarted{id, *codes});
                                   else
                                       refuse(session, id, codes.error());
                               });
}

void AccountDesk::handle(SessionId session, const protocol::StopTwoFactor &request)
{
    m_people.twoFactor.stop(personOf(session), request.password, accept(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::GetSessions &request)
{
    m_people.sessions.list(
        personOf(session), m_people.attendance.keyOf(session),
        [this, session, id = request.id](const Result<QList<protocol::SessionInfo>> &sessions) {
            if (sessions)
                answer(session, protocol::Sessions{id, *sessions});
            else
                refuse(session, id, sessions.error());
        });
}

void AccountDesk::handle(SessionId session, const protocol::EndSession &request)
{
    const UserId user = personOf(session).user.id;
    const auto done = accept(session, request.id);
    if (request.session)
        m_people.sessions.end(user, *request.session, done);
    else
        m_people.sessions.endOthers(user, m_people.attendance.keyOf(session), done);
}

void AccountDesk::handle(SessionId session, const protocol::SetProfile &request)
{
    m_people.accounts.setProfile(personOf(session).user.id, request, accept(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::DeactivateAccount &request)
{
    m_people.accounts.deactivate(personOf(session), request.password,
                                 sayGoodbye(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::DeleteAccount &request)
{
    m_people.accounts.remove(personOf(session), request.password, sayGoodbye(session, request.id));
}

void AccountDesk::handle(SessionId session, const protocol::MakeInvite &request)
{
    if (!isAdministrator(session)) {
        refuse(session, request.id,
               {ErrorCode::NotAllowed, u"Only administrators can invite people."_s});
        return;
    }
    m_people.links.makeInvite(personOf(session), request.uses, request.days,
                              tell<protocol::InviteMade>(session, request.id));
}

AccountDesk::Answer<Done> AccountDesk::sayGoodbye(SessionId session, RequestId id)
{
    return [this, session, id, user = personOf(session).user.id](const Result<Done> &done) {
        if (!done) {
            refuse(session, id, done.error());
            return;
        }
        if (m_people.attendance.isAttached(session, user))
            m_reception.leave(session);
        answer(session, protocol::LoggedOut{id});
    };
}

template <typename Message>
AccountDesk::Answer<Message> AccountDesk::tell(SessionId session, RequestId id)
{
    return [this, session, id](const Result<Message> &told) {
        if (!told) {
            refuse(session, id, told.error());
            return;
        }
        Message message = *told;
        message.id = id;
        answer(session, message);
    };
}

} // namespace hobnob::server
