// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/dispatcher.h"

#include "server/core/accountdesk.h"
#include "server/core/moderationdesk.h"
#include "server/core/overview.h"
#include "server/core/pictures.h"
#include "server/core/readpointers.h"
#include "server/core/reception.h"
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

Dispatcher::Dispatcher(Domain domain, const Rates &rates)
    : m_domain(std::move(domain)), m_returning(m_domain.returning), m_limiter(rates)
{
}

void Dispatcher::open(SessionId session, const QString &address, const QString &cookie)
{
    m_domain.reception.open(session, {address, cookie});
    m_limiter.open(session, address);
}

void Dispatcher::close(SessionId session)
{
    m_domain.reception.close(session);
    m_limiter.close(session);
}

void Dispatcher::receive(SessionId session, const protocol::ClientMessage &message)
{
    if (m_domain.reception.knows(session) && !m_domain.reception.hold(session, message))
        dispatch(session, message);
}

void Dispatcher::dispatch(SessionId session, const protocol::ClientMessage &message)
{
    const auto id = protocol::requestIdOf(message);
    if (m_refusing) {
        refuse(session, id, {ErrorCode::ShuttingDown, u"The server is shutting down."_s});
        return;
    }
    if (const auto error = m_domain.reception.outOfOrder(session, message)) {
        refuse(session, id, *error);
        return;
    }
    if (const auto kind = requestKindOf(message, m_domain.directory)) {
        const auto now = RateLimiter::Instant::clock::now();
        if (const auto error = m_limiter.admit(session, userOf(session).id, *kind, now)) {
            if (id)
                refuse(session, id, *error);
            return;
        }
    }
    std::visit([&](const auto &m) { handle(session, m); }, message);
}

template <ForReception Request>
void Dispatcher::handle(SessionId session, const Request &request)
{
    m_domain.reception.handle(session, request);
}

template <ForAccountDesk Request>
void Dispatcher::handle(SessionId session, const Request &request)
{
    m_domain.accounts.handle(session, request);
}

template <ForModerationDesk Request>
void Dispatcher::handle(SessionId session, const Request &request)
{
    m_domain.moderation.handle(session, request);
}

template <ForPictures Request>
void Dispatcher::handle(SessionId session, const Request &request)
{
    m_domain.pictures.handle(session, request);
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
    if (!m_domain.reception.isLoggedIn(session)) {
        refuse(session, id, {ErrorCode::NotLoggedIn, u"You logged out in another window."_s});
        return;
    }
    const protocol::User user = userOf(session);
    const bool returns = after && !m_returning.hasExpired();
    const auto joined =
        m_domain.roster.join(room, {user.id, user.name, m_domain.attendance.presenceOf(user.id)},
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
    const UserId user = userOf(session).id;
    // They may have left meanwhile, here or in another window.
    if (const auto error = notAllowedIn(room, user)) {
        refuse(session, id, *error);
        return;
    }
    m_domain.reads.enter(user, room, m_domain.directory.lastSeq(room));
    answer.room = m_domain.overview.summaryOf(room);
    answer.read = m_domain.overview.readState(user, room);
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
    m_domain.reads.leave(user, request.room);
    for (const auto window : m_domain.attendance.windowsOf(user))
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
            } else if (m_domain.reception.knows(session)) {
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
            else if (m_domain.reception.knows(session))
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

/// Has no answer, and is refused in silence, as typing is.
void Dispatcher::handle(SessionId session, const protocol::MarkRead &message)
{
    const UserId user = userOf(session).id;
    if (m_domain.roster.isMember(message.room, user))
        m_domain.reads.move(user, message.room,
                            std::min(message.seq, m_domain.directory.lastSeq(message.room)));
}

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
    m_domain.attendance.setPresence(session, message.presence);
}

void Dispatcher::handle(SessionId session, const protocol::Ping &request)
{
    Q_EMIT answered(session, protocol::Pong{request.id});
}

void Dispatcher::tellOtherWindows(SessionId session, const UserId &user,
                                  const protocol::MembershipChanged &change)
{
    for (const auto window : m_domain.attendance.windowsOf(user)) {
        // One that is just logging in is told with its login.
        if (window == session || !m_domain.reception.isLoggedIn(window))
            continue;
        if (change.joined)
            m_domain.subscriptions.follow(window, change.room);
        Q_EMIT answered(window, change);
    }
}

void Dispatcher::refuse(SessionId session, std::optional<RequestId> id, const Error &error)
{
    if (m_domain.reception.knows(session))
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

protocol::User Dispatcher::userOf(SessionId session) const
{
    return m_domain.reception.userOf(session);
}

} // namespace hobnob::server
