// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/httpanswer.h"

#include <functional>
#include <vector>

namespace hobnob::server
{

/// Who answers which requests over HTTP. Knows no sockets.
class HttpRoutes final
{
public:
    struct Route {
        /// With a "/" at its end: everything that begins so.
        QByteArray path;
        /// The longest body that is taken.
        qint64 bodyBytes = 0;
        /// Sends the answer from inside the call or keeps it for later.
        std::function<void(const HttpRequest &, const HttpAnswer &)> serve;
    };

    void add(Route route) { m_routes.push_back(std::move(route)); }
    /// The longest path that fits; null when none does.
    [[nodiscard]] const Route *find(const QByteArray &path) const;

private:
    std::vector<Route> m_routes;
};

} // namespace hobnob::server
