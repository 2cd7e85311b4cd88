// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/tickets.h"
#include "server/net/httpmessages.h"
#include "server/net/originpolicy.h"
#include "server/net/sessioncookie.h"

#include <functional>

namespace hobnob::server
{

/// /session: changes the ticket of a login for the session's cookie (POST), and clears the cookie
/// (DELETE). Knows no sockets.
///
/// Only for pages that may open a WebSocket, and only with a body that no form can send, so that no
/// other page logs somebody in as somebody else.
class SessionDesk final
{
public:
    /// Tickets::redeem()
    using Redeem = std::function<std::optional<Tickets::Grant>(const QString &ticket)>;

    /// \a transport: how requests reach us; also when that is plain, they may have come encrypted
    /// to a proxy.
    SessionDesk(OriginPolicy origins, Redeem redeem,
                sessioncookie::Transport transport = sessioncookie::Transport::Plain)
        : m_origins(std::move(origins)), m_redeem(std::move(redeem)), m_transport(transport)
    {
    }

    [[nodiscard]] HttpReply answer(const HttpRequest &request) const;

private:
    [[nodiscard]] HttpReply exchange(const HttpRequest &request) const;
    /// As the browser sees it.
    [[nodiscard]] sessioncookie::Transport transportOf(const HttpRequest &request) const;

    OriginPolicy m_origins;
    Redeem m_redeem;
    sessioncookie::Transport m_transport;
};

} // namespace hobnob::server
