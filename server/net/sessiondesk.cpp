// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/sessiondesk.h"

#include "shared/limits.h"
#include "shared/protocol/strictjson.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

HttpReply withCookie(const QByteArray &cookie)
{
    return {204, {{"Set-Cookie"_ba, cookie}, {"Cache-Control"_ba, "no-store"_ba}}, {}};
}

} // namespace

HttpReply SessionDesk::answer(const HttpRequest &request) const
{
    if (request.method != "POST" && request.method != "DELETE") {
        auto reply = textReply(405, "Only POST and DELETE are possible here.\n"_ba);
        reply.headers.append({"Allow"_ba, "POST, DELETE"_ba});
        return reply;
    }
    if (!request.origin || !m_origins.allows(request.origin, request.host))
        return textReply(403, "Only the server's own page may do this.\n"_ba);
    if (request.method == "DELETE")
        return withCookie(sessioncookie::forget(request.host, transportOf(request)));
    return exchange(request);
}

sessioncookie::Transport SessionDesk::transportOf(const HttpRequest &request) const
{
    return request.origin && request.origin->toLower().startsWith("https://")
               ? sessioncookie::Transport::Encrypted
               : m_transport;
}

HttpReply SessionDesk::exchange(const HttpRequest &request) const
{
    if (request.contentType.split(';').first().trimmed().toLower() != "application/json")
        return textReply(415, "Send application/json.\n"_ba);
    if (request.body.size() > limits::ticketBodyBytes)
        return textReply(413, "A ticket is shorter.\n"_ba);
    const auto json = protocol::StrictJson::parse(request.body);
    const auto ticket = json ? json->root().find(u"ticket") : std::nullopt;
    if (!ticket || ticket->kind() != protocol::StrictJson::Kind::Text)
        return textReply(400, "Send {\"ticket\": \"...\"}.\n"_ba);
    const auto grant = m_redeem(ticket->text());
    if (!grant)
        return textReply(403, "This ticket is unknown, used or too old.\n"_ba);
    return withCookie(
        sessioncookie::keep(grant->token, request.host, grant->lifetime, transportOf(request)));
}

} // namespace hobnob::server
