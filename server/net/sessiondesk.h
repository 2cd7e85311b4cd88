// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/tickets.h"
#include "server/net/httpmessages.h"
#include "server/net/originpolicy.h"

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

    SessionDesk(OriginPolicy origins, Redeem redeem)
        : m_origins(std::move(origins)), m_redeem(std::move(redeem))
    {
    }

    [[nodiscard]] HttpReply answer(const HttpRequest &request) const;

private:
    [[nodiscard]] HttpReply exchange(const HttpRequest &request) const;

    OriginPolicy m_origins;
    Redeem m_redeem;
};

} // namespace hobnob::server
