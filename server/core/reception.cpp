// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/reception.h"

#include "server/core/bots.h"
#include "server/core/moderation.h"
#include "server/core/overview.h"
#include "server/core/people.h"
#include "server/core/readpointers.h"
#include "server/core/subscriptions.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

Error loggedOutElsewhere()
{
    return {ErrorCode::NotLoggedIn, u"This session has ended. Log in again."_s};
}

} // namespace

void Reception::close(SessionId session)
{
    m_visitors.remove(session);
    m_house.subscriptions.drop(session);
    m_house.people.attendance.detach(session);
}

bool Reception::isLoggedIn(SessionId session) const
{
    const auto visitor = m_visitors.constFind(session);
    return visitor != m_visitors.constEnd() &&
           (visitor->stage == Stage::LoggedIn || visitor->stage == Stage::Claiming);
}

protocol::User Reception::userOf(SessionId session) const
{
    return m_visitors.value(session).user;
}

bool Reception::hold(SessionId session, const protocol::ClientMessage &message)
{
    const auto visitor = m_visitors.find(session);
    if (visitor == m_visitors.end() ||
        (visitor->stage != Stage::LoggingIn && visitor->stage != Stage::Claiming))
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
    const auto visitor = m_visitors.value(session);
    const auto is = [&]<typename... Messages>(std::type_identity<Messages>...) {
        return (std::holds_alternative<Messages>(message) || ...);
    };
    using std::type_identity;
    const bool isHello = is(type_identity<protocol::Hello>());
    const bool isRegister = is(type_identity<protocol::Register>());
    const bool isLogin =
        is(type_identity<protocol::LogInAsGuest>(), type_identity<protocol::ResumeSession>(),
           type_identity<protocol::LogIn>(), type_identity<protocol::ResetPassword>());
    const bool isQuestion = is(type_identity<protocol::CheckLink>());
    if (visitor.stage == Stage::New && !isHello)
        return Error{ErrorCode::HelloExpected, u"Say hello first."_s};
    if (visitor.stage == Stage::Greeted && !isHello && !isLogin && !isRegister && !isQuestion)
        return Error{ErrorCode::NotLoggedIn, u"Log in first."_s};
    if (visitor.stage != Stage::LoggedIn)
        return std::nullopt;
    const auto person = m_house.people.attendance.find(visitor.user.id);
    const bool isGuest = person && person->kind == protocol::PersonKind::Guest;
    if (isHello || isLogin || (isRegister && !isGuest))
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
    visitor.client = hello.client;
    visitor.keeping = hello.capabilities.contains(u"cookie"_s) ? Keeping::Cookie : Keeping::Token;
    const HouseRules &rules = m_house.rules;
    Q_EMIT answered(session, protocol::Welcome{.id = hello.id,
                                               .version = protocol::version,
                                               .server = rules.serverName,
                                               .epoch = m_house.epoch,
                                               .guests = rules.guests == Guests::Welcome,
                                               .registration = rules.registration,
                                               .setUp = m_house.people.links.isSetUp()});
}

Logins::Caller Reception::callerOf(SessionId session) const
{
    const auto visitor = m_visitors.value(session);
    return {visitor.client, visitor.connection.address};
}

Logins::Answer<Admission> Reception::welcoming(SessionId session, RequestId id)
{
    return [this, session, id,
            stage = m_visitors.value(session).stage](const Result<Admission> &admission) {
        // A guest who was becoming an account may have logged out in another window.
        if (admission && knows(session) && m_visitors.value(session).stage != stage)
            turnAway(session, id, loggedOutElsewhere());
        else
            welcome(session, id, admission);
    };
}

void Reception::handle(SessionId session, const protocol::LogInAsGuest &request)
{
    m_visitors[session].stage = Stage::LoggingIn;
    m_house.people.logins.admitGuest(request.name, callerOf(session),
                                     welcoming(session, request.id));
}

void Reception::handle(SessionId session, const protocol::LogIn &request)
{
    m_visitors[session].stage = Stage::LoggingIn;
    m_house.people.logins.logIn(request, callerOf(session), welcoming(session, request.id));
}

void Reception::handle(SessionId session, const protocol::Register &request)
{
    Visitor &visitor = m_visitors[session];
    visitor.stage = visitor.stage == Stage::LoggedIn ? Stage::Claiming : Stage::LoggingIn;
    m_house.people.logins.signUp(request, visitor.user.id, callerOf(session),
                                 welcoming(session, request.id));
}

void Reception::handle(SessionId session, const protocol::ResumeSession &request)
{
    Visitor &visitor = m_visitors[session];
    visitor.stage = Stage::LoggingIn;
    m_house.people.logins.resume(request.token.value_or(visitor.connection.cookie),
                                 welcoming(session, request.id));
}

void Reception::welcome(SessionId session, RequestId id, const Result<Admission> &admission)
{
    if (!knows(session))
        return;
    if (!admission) {
        turnAway(session, id, admission.error());
        return;
    }
    attach(session, *admission);
    m_house.reads.load(admission->person.user.id,
                       [this, session, id, admission = *admission](const Result<Done> &loaded) {
                           if (!knows(session))
                               return;
                           if (loaded)
                               finishLogin(session, id, admission);
                           else
                               turnAway(session, id, loaded.error());
                       });
}

void Reception::attach(SessionId session, const Admission &admission)
{
    auto &attendance = m_house.people.attendance;
    const UserId user = admission.person.user.id;
    const SessionKey before = attendance.keyOf(session);
    attendance.attach(session, user, admission.key);
    // Whoever was a guest has a session of the account now; the guest's is of no more use, unless
    // another window is there by it.
    if (!before.isEmpty() && !attendance.keysInUse().contains(before))
        m_house.people.sessions.end(user, before, [](const Result<Done> &) {});
}

void Reception::turnAway(SessionId session, RequestId id, const Error &error)
{
    const bool isGuest = m_visitors.value(session).stage == Stage::Claiming;
    if (!isGuest)
        m_house.people.attendance.detach(session);
    refuse(session, id, error);
    endLoggingIn(session, isGuest ? Stage::LoggedIn : Stage::Greeted);
}

void Reception::finishLogin(SessionId session, RequestId id, const Admission &admission)
{
    const auto &attendance = m_house.people.attendance;
    // Their session ended meanwhile.
    if (!attendance.isAttached(session, admission.person.user.id)) {
        turnAway(session, id, loggedOutElsewhere());
        return;
    }
    const StoredPerson person =
        attendance.find(admission.person.user.id).value_or(admission.person);
    const protocol::User &user = person.user;
    m_visitors[session].user = user;
    const bool isConfined = m_house.bots.isConfined(user.id);
    m_house.subscriptions.enter(session, isConfined ? Subscriptions::Hearing::OwnRooms
                                                    : Subscriptions::Hearing::Everything);
    protocol::LoggedIn answer{.id = id,
                              .user = user,
                              .self = selfOf(person),
                              .token = {},
                              .ticket = {},
                              .rooms = m_house.overview.rooms(user.id),
                              .joined = m_house.overview.roomsOf(user.id),
                              .reads = m_house.overview.readStates(user.id),
                              .standings = m_house.overview.standings(user.id),
                              .blocked = m_house.moderation.blocks.blockedBy(user.id),
                              .reportsWaiting = m_house.moderation.reports.tell(user.id),
                              .announcement = {}};
    if (!isConfined)
        answer.announcement = m_house.moderation.announcements.current();
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
    if (visitor.connection.cookie == token)
        return;
    if (visitor.keeping == Keeping::Token)
        answer.token = token;
    else
        answer.ticket =
            m_tickets.issue({token, m_house.rules.sessionLifetime}, Tickets::Clock::now());
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
    const auto &attendance = m_house.people.attendance;
    const UserId user = userOf(session).id;
    const SessionKey key = attendance.keyOf(session);
    const auto person = attendance.find(user);
    leave(session);
    Q_EMIT answered(session, protocol::LoggedOut{request.id});
    if (person && person->kind == protocol::PersonKind::Guest) {
        m_house.people.sessions.forgetGuest(user, key);
        expel(user);
        Q_EMIT guestForgotten(user);
    } else if (!m_house.bots.contains(user)) {
        // A bot's token is the operator's to revoke.
        m_house.people.sessions.end(user, key, [](const Result<Done> &) {});
    }
}

void Reception::leave(SessionId session)
{
    m_house.people.attendance.detach(session);
    m_house.subscriptions.drop(session);
    Visitor &visitor = m_visitors[session];
    // A claim that is under way is answered yet, and what waits for it after that.
    visitor.stage = visitor.stage == Stage::Claiming ? Stage::LoggingIn : Stage::Greeted;
    visitor.user = {};
    visitor.connection.cookie.clear();
    Q_EMIT loggedOut(session);
}

void Reception::endSessions(const UserId &user, const QList<SessionKey> &keys)
{
    auto &attendance = m_house.people.attendance;
    const auto windows = attendance.windowsOf(user);
    for (const auto window : windows) {
        if (!keys.contains(attendance.keyOf(window)))
            continue;
        // One that is just logging in is told when the store has answered.
        if (isLoggedIn(window)) {
            leave(window);
            refuse(window, {}, loggedOutElsewhere());
        } else {
            attendance.detach(window);
        }
    }
    if (attendance.windowsOf(user).isEmpty())
        attendance.dismiss(user);
}

void Reception::expel(const UserId &user)
{
    QList<SessionKey> keys;
    for (const auto window : m_house.people.attendance.windowsOf(user))
        keys.append(m_house.people.attendance.keyOf(window));
    endSessions(user, keys);
}

void Reception::rename(const protocol::User &user)
{
    for (const auto window : m_house.people.attendance.windowsOf(user.id)) {
        if (isLoggedIn(window))
            m_visitors[window].user = user;
    }
}

void Reception::explainGap(SessionId session)
{
    if (!isLoggedIn(session))
        return;
    const UserId user = userOf(session).id;
    Q_EMIT answered(session, protocol::Gap{.rooms = m_house.overview.rooms(user),
                                           .joined = m_house.overview.roomsOf(user),
                                           .reads = m_house.overview.readStates(user),
                                           .standings = m_house.overview.standings(user)});
    // What a login tells beside it.
    auto &[blocks, reports, announcements] = m_house.moderation;
    Q_EMIT answered(session, protocol::BlocksChanged{blocks.blockedBy(user)});
    Q_EMIT answered(session, protocol::ReportsWaiting{reports.tell(user)});
    if (!m_house.bots.isConfined(user))
        Q_EMIT answered(session, protocol::Announced{announcements.current()});
}

void Reception::refuse(SessionId session, std::optional<RequestId> id, const Error &error)
{
    if (knows(session))
        Q_EMIT answered(session, protocol::toMessage(error, id));
}

} // namespace hobnob::server
