// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/dispatcher.h"

#include "server/core/accountdesk.h"
#include "server/core/bots.h"
#include "server/core/joindesk.h"
#include "server/core/moderationdesk.h"
#include "server/core/pictures.h"
#include "server/core/posts.h"
#include "server/core/readpointers.h"
#include "server/core/reception.h"
#include "server/core/requestkind.h"
#include "server/core/rights.h"
#include "server/core/roomdesk.h"
#include "server/core/roomdirectory.h"
#include "server/core/roster.h"
#include "server/core/timeline.h"
#include "server/core/typingtracker.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Dispatcher::Dispatcher(Domain domain, const Rates &rates)
    : m_domain(std::move(domain)), m_limiter(rates)
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
    if (const UserId user = userOf(session).id; m_domain.bots.contains(user)) {
        if (const auto error = botRefusal(message, m_domain.bots.isConfined(user))) {
            refuse(session, id, *error);
            return;
        }
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

template <ForJoinDesk Request>
void Dispatcher::handle(SessionId session, const Request &request)
{
    m_domain.joins.handle(session, request);
}

template <ForRoomDesk Request>
void Dispatcher::handle(SessionId session, const Request &request)
{
    m_domain.rooms.handle(session, request);
}

void Dispatcher::handle(SessionId session, const protocol::PostMessage &request)
{
    const protocol::User author = userOf(session);
    const auto objection = [=, this]() -> std::optional<Error> {
        if (userOf(session).id == author.id)
            return std::nullopt;
        return Error{ErrorCode::NotLoggedIn, u"You logged out meanwhile."_s};
    };
    const auto answer = [this, session, id = request.id,
                         room = request.room](const Result<Appended> &appended) {
        if (!appended) {
            refuse(session, id, appended.error());
        } else if (m_domain.reception.knows(session)) {
            const auto &event = appended->event;
            Q_EMIT answered(session,
                            protocol::Posted{id, room, event.clientId, event.seq, event.time});
        }
    };
    m_domain.posts.post({.room = request.room,
                         .author = author,
                         .clientId = request.clientId,
                         .text = request.text,
                         .by = m_domain.bots.contains(author.id) ? protocol::PersonKind::Bot
                                                                 : protocol::PersonKind::Guest},
                        objection, answer);
}

void Dispatcher::handle(SessionId session, const protocol::GetHistory &request)
{
    if (const auto error =
            m_domain.rights.refusal(request.room, userOf(session).id, Action::Read)) {
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
            // They may have been put out meanwhile.
            const auto error = m_domain.rights.refusal(room, userOf(session).id, Action::Read);
            if (error || !answer)
                refuse(session, id, error ? *error : answer.error());
            else if (m_domain.reception.knows(session))
                Q_EMIT answered(session, protocol::History{id, room, answer->events, answer->more});
        });
}

void Dispatcher::handle(SessionId session, const protocol::GetMembers &request)
{
    if (const auto error =
            m_domain.rights.refusal(request.room, userOf(session).id, Action::Read)) {
        refuse(session, request.id, *error);
        return;
    }
    const auto page =
        m_domain.roster.page(request.room, request.after, request.query.value_or(QString()));
    Q_EMIT membersShown(request.room);
    Q_EMIT answered(session, protocol::Members{request.id, request.room, page.members, page.more});
}

/// Has no answer, and is refused in silence, as typing is.
void Dispatcher::handle(SessionId session, const protocol::MarkRead &message)
{
    const UserId user = userOf(session).id;
    if (!m_domain.rights.refusal(message.room, user, Action::Read))
        m_domain.reads.move(user, message.room,
                            std::min(message.seq, m_domain.directory.lastSeq(message.room)));
}

/// Has no answer, and is refused in silence: it may cross the end of a membership on its way.
void Dispatcher::handle(SessionId session, const protocol::SetTyping &message)
{
    const protocol::User user = userOf(session);
    if (m_domain.rights.refusal(message.room, user.id, Action::Type))
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

void Dispatcher::refuse(SessionId session, std::optional<RequestId> id, const Error &error)
{
    if (m_domain.reception.knows(session))
        Q_EMIT answered(session, protocol::toMessage(error, id));
}

protocol::User Dispatcher::userOf(SessionId session) const
{
    return m_domain.reception.userOf(session);
}

} // namespace hobnob::server
