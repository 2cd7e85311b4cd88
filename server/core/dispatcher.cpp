// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/dispatcher.h"

#include "server/core/requestkind.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"
#include "server/core/subscriptions.h"
#include "server/core/timeline.h"
#include "server/core/typingtracker.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Dispatcher::Dispatcher(Domain domain, RateLimiting limiting)
    : m_domain(std::move(domain)), m_returning(m_domain.returning), m_limiter(limiting)
{
}

void Dispatcher::open(SessionId session, const QString &address)
{
    m_visitors.insert(session, {});
    m_limiter.open(session, address);
}

void Dispatcher::close(SessionId session)
{
    m_visitors.remove(session);
    m_limiter.close(session);
    m_domain.subscriptions.drop(session);
    m_domain.guests.detach(session);
}

void Dispatcher::receive(SessionId session, const protocol::ClientMessage &message)
{
    const auto visitor = m_visitors.find(session);
    if (visitor == m_visitors.end())
        return;
    if (visitor->stage != Stage::LoggingIn)
        dispatch(session, message);
    else if (visitor->waiting.size() < limits::requestsInFlight)
        visitor->waiting.append(message);
    else
        refuse(session, protocol::requestIdOf(message),
               {ErrorCode::Busy, u"Wait for the login before you ask for so much."_s});
}

void Dispatcher::dispatch(SessionId session, const protocol::ClientMessage &message)
{
    const auto id = protocol::requestIdOf(message);
    if (m_refusing) {
        refuse(session, id, {ErrorCode::ShuttingDown, u"The server is shutting down."_s});
        return;
    }
    const Visitor &visitor = m_visitors[session];
    if (const auto error = outOfOrder(visitor.stage, message)) {
        refuse(session, id, *error);
        return;
    }
    if (const auto kind = requestKindOf(message, m_domain.directory)) {
        const auto now = RateLimiter::Instant::clock::now();
        if (const auto error = m_limiter.admit(session, visitor.user.id, *kind, now)) {
            if (id)
                refuse(session, id, *error);
            return;
        }
    }
    std::visit([&](const auto &m) { handle(session, m); }, message);
}

std::optional<Error> Dispatcher::outOfOrder(Stage stage,
                                            const protocol::ClientMessage &message) const
{
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

void Dispatcher::handle(SessionId session, const protocol::Hello &hello)
{
    if (hello.version != protocol::version) {
        refuse(session, hello.id,
               {ErrorCode::VersionUnsupported,
                u"This server speaks version %1 of the protocol."_s.arg(protocol::version),
                u"version"_s});
        return;
    }
    m_visitors[session].stage = Stage::Greeted;
    Q_EMIT answered(session, protocol::Welcome{hello.id, protocol::version, m_domain.serverName,
                                               m_domain.epoch});
}

void Dispatcher::handle(SessionId session, const protocol::LogInAsGuest &request)
{
    m_visitors[session].stage = Stage::LoggingIn;
    m_domain.guests.admit(request.name, [this, session, id = request.id](const auto &admission) {
        finishLogin(session, id, admission);
    });
}

void Dispatcher::handle(SessionId session, const protocol::ResumeSession &request)
{
    m_visitors[session].stage = Stage::LoggingIn;
    m_domain.guests.recall(request.token, [this, session, id = request.id](const auto &admission) {
        finishLogin(session, id, admission);
    });
}

void Dispatcher::finishLogin(SessionId session, RequestId id,
                             const Result<Guestbook::Admission> &admission)
{
    const auto visitor = m_visitors.find(session);
    if (visitor == m_visitors.end())
        return;
    if (!admission) {
        refuse(session, id, admission.error());
        endLoggingIn(session, Stage::Greeted);
        return;
    }
    const protocol::User &user = admission->user;
    visitor->user = user;
    m_domain.guests.attach(session, user.id);
    m_domain.subscriptions.enter(session);
    protocol::LoggedIn answer{.id = id,
                              .user = user,
                              .token = admission->token,
                              .rooms = {},
                              .joined = m_domain.roster.roomsOf(user.id),
                              .reads = {}};
    for (const auto &room : std::as_const(answer.joined))
        m_domain.subscriptions.follow(session, room);
    for (const auto &room : m_domain.directory.rooms())
        answer.rooms.append(summaryOf(room));
    Q_EMIT loggedIn(session);
    Q_EMIT answered(session, answer);
    endLoggingIn(session, Stage::LoggedIn);
}

void Dispatcher::endLoggingIn(SessionId session, Stage stage)
{
    const auto visitor = m_visitors.find(session);
    if (visitor == m_visitors.end())
        return;
    visitor->stage = stage;
    const auto waiting = std::exchange(visitor->waiting, {});
    for (const auto &message : waiting)
        receive(session, message);
}

void Dispatcher::handle(SessionId session, const protocol::LogOut &request)
{
    const UserId user = userOf(session).id;
    const auto windows = m_domain.guests.sessionsOf(user);
    m_domain.guests.logOut(user);
    for (const auto window : windows) {
        m_domain.subscriptions.drop(window);
        m_visitors[window] = {.stage = Stage::Greeted, .user = {}, .waiting = {}};
        Q_EMIT loggedOut(window);
        if (window == session)
            Q_EMIT answered(window, protocol::LoggedOut{request.id});
        else
            refuse(window, {}, {ErrorCode::NotLoggedIn, u"You logged out in another window."_s});
    }
}

void Dispatcher::handle(SessionId session, const protocol::CreateRoom &request)
{
    m_domain.directory.create(request.name, [this, session, id = request.id](Result<RoomId> room) {
        if (room)
            join(session, id, *room, {});
        else
            refuse(session, id, room.error());
    });
}

void Dispatcher::handle(SessionId session, const protocol::JoinRoom &request)
{
    if (m_domain.directory.contains(request.room))
        join(session, request.id, request.room, request.after);
    else
        refuse(session, request.id, {ErrorCode::RoomUnknown, u"There is no such room."_s});
}

void Dispatcher::handle(SessionId session, const protocol::JoinNamedRoom &request)
{
    m_domain.directory.ensure(request.name, [this, session, id = request.id](Result<RoomId> room) {
        if (room)
            join(session, id, *room, {});
        else
            refuse(session, id, room.error());
    });
}

void Dispatcher::join(SessionId session, RequestId id, const RoomId &room, std::optional<Seq> after)
{
    const auto visitor = m_visitors.constFind(session);
    if (visitor == m_visitors.constEnd())
        return;
    if (visitor->stage != Stage::LoggedIn) {
        refuse(session, id, {ErrorCode::NotLoggedIn, u"You logged out in another window."_s});
        return;
    }
    const protocol::User user = visitor->user;
    const bool returns = after && !m_returning.hasExpired();
    const auto joined =
        m_domain.roster.join(room, {user.id, user.name, m_domain.guests.presenceOf(user.id)},
                             returns ? Roster::Coming::Returning : Roster::Coming::Joining);
    if (!joined) {
        refuse(session, id, joined.error());
        return;
    }
    if (*joined == Roster::Joining::New)
        tellOtherWindows(session, user.id, {room, true});
    // This window follows the room from its answer on, so that the answer comes first.
    m_domain.timeline.open(room, after,
                           [this, session, id, room](Result<Timeline::Opening> opening) {
                               if (opening)
                                   finishJoining(session, id, room,
                                                 {.id = id,
                                                  .room = {},
                                                  .events = opening->events,
                                                  .gap = opening->gap,
                                                  .more = opening->more,
                                                  .members = {},
                                                  .read = {room}});
                               else
                                   refuse(session, id, opening.error());
                           });
}

void Dispatcher::finishJoining(SessionId session, RequestId id, const RoomId &room,
                               protocol::Joined answer)
{
    if (!m_visitors.contains(session))
        return;
    // They may have left meanwhile, here or in another window.
    if (const auto error = notAllowedIn(room, userOf(session).id)) {
        refuse(session, id, *error);
        return;
    }
    answer.room = summaryOf(room);
    // The page may hold events that are not announced yet; they come as roomEvents.
    while (!answer.events.isEmpty() && answer.events.last().seq > answer.room.lastSeq)
        answer.events.removeLast();
    answer.members = m_domain.roster.page(room, {}).members;
    Q_EMIT membersShown(room);
    m_domain.subscriptions.follow(session, room);
    Q_EMIT answered(session, answer);
    if (const auto typing = m_domain.typing.current(room); typing.count > 0)
        Q_EMIT answered(session, typing);
}

void Dispatcher::handle(SessionId session, const protocol::LeaveRoom &request)
{
    const UserId user = userOf(session).id;
    if (const auto error = notAllowedIn(request.room, user)) {
        refuse(session, request.id, *error);
        return;
    }
    m_domain.roster.leave(request.room, user);
    for (const auto window : m_domain.guests.sessionsOf(user))
        m_domain.subscriptions.unfollow(window, request.room);
    Q_EMIT answered(session, protocol::Left{request.id, request.room});
    tellOtherWindows(session, user, {request.room, false});
}

void Dispatcher::handle(SessionId session, const protocol::PostMessage &request)
{
    const protocol::User author = userOf(session);
    if (const auto error = notAllowedIn(request.room, author.id)) {
        refuse(session, request.id, *error);
        return;
    }
    m_domain.timeline.post(
        {.room = request.room,
         .author = author,
         .clientId = request.clientId,
         .text = request.text},
        [this, session, id = request.id, room = request.room](Result<Appended> appended) {
            if (!appended) {
                refuse(session, id, appended.error());
            } else if (m_visitors.contains(session)) {
                const auto &event = appended->event;
                Q_EMIT answered(session,
                                protocol::Posted{id, room, event.clientId, event.seq, event.time});
            }
        });
}

void Dispatcher::handle(SessionId session, const protocol::GetHistory &request)
{
    if (const auto error = notAllowedIn(request.room, userOf(session).id)) {
        refuse(session, request.id, *error);
        return;
    }
    if (request.before && request.after) {
        refuse(session, request.id,
               {ErrorCode::OutOfRange, u"Ask for what is before or after an event, not both."_s,
                u"after"_s});
        return;
    }
    const PageRequest page{.room = request.room,
                           .before = request.before,
                           .after = request.after,
                           .limit = int(request.limit.value_or(limits::historyDefault))};
    m_domain.timeline.read(
        page, [this, session, id = request.id, room = request.room](Result<Page> answer) {
            if (!answer)
                refuse(session, id, answer.error());
            else if (m_visitors.contains(session))
                Q_EMIT answered(session, protocol::History{id, room, answer->events, answer->more});
        });
}

void Dispatcher::handle(SessionId session, const protocol::GetMembers &request)
{
    if (const auto error = notAllowedIn(request.room, userOf(session).id)) {
        refuse(session, request.id, *error);
        return;
    }
    const auto page = m_domain.roster.page(request.room, request.after);
    Q_EMIT membersShown(request.room);
    Q_EMIT answered(session, protocol::Members{request.id, request.room, page.members, page.more});
}

void Dispatcher::handle(SessionId, const protocol::MarkRead &) {}

/// Has no answer, and is refused in silence: it may cross the end of a membership on its way.
void Dispatcher::handle(SessionId session, const protocol::SetTyping &message)
{
    const protocol::User user = userOf(session);
    if (!m_domain.roster.isMember(message.room, user.id))
        return;
    if (message.typing)
        m_domain.typing.start(message.room, user);
    else
        m_domain.typing.stop(message.room, user.id);
}

void Dispatcher::handle(SessionId session, const protocol::SetPresence &message)
{
    m_domain.guests.setPresence(session, message.presence);
}

void Dispatcher::handle(SessionId session, const protocol::Ping &request)
{
    Q_EMIT answered(session, protocol::Pong{request.id});
}

void Dispatcher::tellOtherWindows(SessionId session, const UserId &user,
                                  const protocol::MembershipChanged &change)
{
    for (const auto window : m_domain.guests.sessionsOf(user)) {
        if (window == session)
            continue;
        if (change.joined)
            m_domain.subscriptions.follow(window, change.room);
        Q_EMIT answered(window, change);
    }
}

void Dispatcher::refuse(SessionId session, std::optional<RequestId> id, const Error &error)
{
    if (m_visitors.contains(session))
        Q_EMIT answered(session, protocol::toMessage(error, id));
}

std::optional<Error> Dispatcher::notAllowedIn(const RoomId &room, const UserId &user) const
{
    if (!m_domain.directory.contains(room))
        return Error{ErrorCode::RoomUnknown, u"There is no such room."_s};
    if (!m_domain.roster.isMember(room, user))
        return Error{ErrorCode::NotMember, u"Join the room first."_s};
    return std::nullopt;
}

protocol::RoomSummary Dispatcher::summaryOf(const RoomId &room) const
{
    auto summary = m_domain.directory.summary(room);
    summary.memberCount = m_domain.roster.memberCount(room);
    return summary;
}

const protocol::User &Dispatcher::userOf(SessionId session) const
{
    const auto visitor = m_visitors.constFind(session);
    Q_ASSERT(visitor != m_visitors.constEnd());
    return visitor->user;
}

} // namespace hobnob::server
