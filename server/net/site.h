// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/assets.h"
#include "server/net/httpmessages.h"
#include "server/net/sessiondesk.h"

#include <functional>

namespace hobnob::server
{

/// What the server answers over HTTP: the page, its session, and the server's state for operators.
/// Knows no sockets.
class Site final
{
public:
    /// What a request may carry; nothing here wants more than a ticket.
    static constexpr qint64 bodyBytes = 16 * 1024;

    /// What is asked for with each request.
    struct Sources {
        /// A sentence; empty when the server is ready.
        std::function<QString()> whyNotReady;
        std::function<QByteArray()> metrics;
    };

    Site(Assets assets, SessionDesk sessions, Sources sources);

    [[nodiscard]] HttpReply answer(const HttpRequest &request) const;

private:
    [[nodiscard]] HttpReply find(const HttpRequest &request) const;

    Assets m_assets;
    SessionDesk m_sessions;
    Sources m_sources;
};

} // namespace hobnob::server
