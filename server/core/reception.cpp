// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/reception.h"

#include "server/core/overview.h"
#include "server/core/readpointers.h"
#include "server/core/subscriptions.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

void Reception::close(SessionId session)
{
    m_visitors.remove(session);
    m_house.subscriptions.drop(session);
    m_house.guests.detach(session);
}

bool Reception::isLoggedIn(SessionId session) const
{
    const auto visitor = m_visitors.constFind(session);
    return visitor != m_visitors.constEnd() && visitor->stage == Stage::LoggedIn;
}

protocol::User Reception::userOf(SessionId session) const
{
    return m_visitors.value(session).user;
}

bool Reception::hold(SessionId session, const protocol::ClientMessage &message)
{
    const auto visitor = m_visitors.find(session);
    if (visitor == m_visitors.end() || visitor->stage != Stage::LoggingIn)
        return false;
    if (visitor->waiting.size() < limits::requestsInFlight)
        visitor->waiting.append(message);
    else
        refuse(session, protocol::requestIdOf(message),
               {ErrorCode::Busy, u"Wait for the login before you ask for so much."_s});
    return true;
}

std::optional<Error> Reception::outOfOrder(SessionId session,
                                           const protocol::ClientMessage &message) const
{
    const auto stage = m_visitors.value(session).stage;
    const bool isHello = std::holds_alternative<protocol::Hello>(message);
    const bool isLogin = std::holds_alternative<protocol::LogInAsGuest>(message) ||
                         std::holds_alternative<protocol::ResumeSession>(message);
    if (stage == Stage::New && !isHello)
        return Error{ErrorCode::HelloExpected, u"Say hello first."_s};
    if (stage == Stage::Greeted && !isHello && !isLogin)
        return Error{ErrorCode::NotLoggedIn, u"Log in first."_s};
    if (stage == Stage::LoggedIn && (isHello || isLogin))
        return Error{ErrorCode::AlreadyLoggedIn, u"You are logged in already."_s};
    return std::nullopt;
}

void Reception::handle(SessionId session, const protocol::Hello &hello)
{
    if (hello.version != protocol::version) {
        refuse(session, hello.id,
               {ErrorCode::VersionUnsupported,
                u"This server speaks version %1 of the protocol."_s.arg(protocol::version),
                u"version"_s});
        return;
    }
    Visitor &visitor = m_visitors[session];
    visitor.stage = Stage::Greeted;
    visitor.keeping = hello.capabilities.contains(u"cookie"_s) ? Keeping::Cookie : Keeping::Token;
    Q_EMIT answered(session, protocol::Welcome{
                                 .id = hello.id,
                                 .version = protocol::version,
                                 .server = m_house.serverName,
                                 .epoch = m_house.epoch,
                             });
}

void Reception::handle(SessionId session, const protocol::LogInAsGuest &request)
{
    m_visitors[session].stage = Stage::LoggingIn;
    m_house.guests.admit(request.name, [this, session, id = request.id](const auto &admission) {
        welcome(session, id, admission);
    });
}

void Reception::handle(SessionId session, const protocol::ResumeSession &request)
{
    Visitor &visitor = m_visitors[session];
    visitor.stage = Stage::LoggingIn;
    m_house.guests.recall(request.token.value_or(visitor.cookie),
                          [this, session, id = request.id](const auto &admission) {
                              welcome(session, id, admission);
                          });
}

void Reception::welcome(SessionId session, RequestId id,
                        const Result<Guestbook::Admission> &admission)
{
    if (!knows(session))
        return;
    if (!admission) {
        refuse(session, id, admission.error());
        endLoggingIn(session, Stage::Greeted);
        return;
    }
    m_house.guests.attach(session, admission->user.id);
    m_house.reads.load(admission->user.id,
                       [this, session, id, admission = *admission](const Result<Done> &loaded) {
                           if (!knows(session))
                               return;
                           if (loaded) {
                               finishLogin(session, id, admission);
                               return;
                           }
                           m_house.guests.detach(session);
                           refuse(session, id, loaded.error());
                           endLoggingIn(session, Stage::Greeted);
                       });
}

void Reception::finishLogin(SessionId session, RequestId id, const Guestbook::Admission &admission)
{
    const protocol::User &user = admission.user;
    // They logged out in another window meanwhile.
    if (!m_house.guests.sessionsOf(user.id).contains(session)) {
        refuse(session, id, {ErrorCode::NotLoggedIn, u"You logged out in another window."_s});
        endLoggingIn(session, Stage::Greeted);
        return;
    }
    m_visitors[session].user = user;
    m_house.subscriptions.enter(session);
    protocol::LoggedIn answer{.id = id,
                              .user = user,
                              .self = {},
                              .token = {},
                              .ticket = {},
                              .rooms = m_house.overview.rooms(),
                              .joined = m_house.overview.roomsOf(user.id),
                              .reads = m_house.overview.readStates(user.id)};
    giveToken(m_visitors[session], admission.token, answer);
    for (const auto &room : answer.joined)
        m_house.subscriptions.follow(session, room);
    Q_EMIT loggedIn(session);
    Q_EMIT answered(session, answer);
    endLoggingIn(session, Stage::LoggedIn);
}

void Reception::giveToken(const Visitor &visitor, const QString &token, protocol::LoggedIn &answer)
{
    // Whoever came by the cookie is never told what is in it, whatever they say they can do with
    // it: no script may learn it.
    if (visitor.cookie == token)
        return;
    if (visitor.keeping == Keeping::Token)
        answer.token = token;
    else
        answer.ticket = m_tickets.issue({token, m_house.sessionLifetime}, Tickets::Clock::now());
}

std::optional<Tickets::Grant> Reception::redeemTicket(const QString &ticket)
{
    return m_tickets.redeem(ticket, Tickets::Clock::now());
}

void Reception::endLoggingIn(SessionId session, Stage stage)
{
    const auto visitor = m_visitors.find(session);
    if (visitor == m_visitors.end())
        return;
    visitor->stage = stage;
    const auto waiting = std::exchange(visitor->waiting, {});
    for (const auto &message : waiting)
        Q_EMIT released(session, message);
}

void Reception::handle(SessionId session, const protocol::LogOut &request)
{
    const UserId user = userOf(session).id;
    const auto windows = m_house.guests.sessionsOf(user);
    m_house.guests.logOut(user);
    for (const auto window : windows) {
        // One that is just logging in is told when the store has answered.
        if (!isLoggedIn(window))
            continue;
        m_house.subscriptions.drop(window);
        m_visitors[window] = {.stage = Stage::Greeted, .keeping = m_visitors[window].keeping};
        Q_EMIT loggedOut(window);
        if (window == session)
            Q_EMIT answered(window, protocol::LoggedOut{request.id});
        else
            refuse(window, {}, {ErrorCode::NotLoggedIn, u"You logged out in another window."_s});
    }
}

void Reception::explainGap(SessionId session)
{
    if (!isLoggedIn(session))
        return;
    const UserId user = userOf(session).id;
    Q_EMIT answered(session, protocol::Gap{.rooms = m_house.overview.rooms(),
                                           .joined = m_house.overview.roomsOf(user),
                                           .reads = m_house.overview.readStates(user)});
}

void Reception::refuse(SessionId session, std::optional<RequestId> id, const Error &error)
{
    if (knows(session))
        Q_EMIT answered(session, protocol::toMessage(error, id));
}

} // namespace hobnob::server
