// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/httproutes.h"

namespace hobnob::server
{

const HttpRoutes::Route *HttpRoutes::find(const QByteArray &path) const
{
    const Route *best = nullptr;
    for (const auto &route : m_routes) {
        const bool fits =
            path == route.path || (route.path.endsWith('/') && path.startsWith(route.path));
        if (fits && (!best || route.path.size() > best->path.size()))
            best = &route;
    }
    return best;
}

} // namespace hobnob::server
