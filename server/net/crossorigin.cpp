// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/crossorigin.h"

namespace hobnob::server::crossorigin
{

using namespace Qt::StringLiterals;

bool isPreflight(const HttpRequest &request)
{
    return request.method == "OPTIONS";
}

HttpReply permission(const HttpRequest &request)
{
    HttpReply reply{204,
                    {{"Access-Control-Allow-Methods"_ba, "GET, POST"_ba},
                     {"Access-Control-Max-Age"_ba, "600"_ba}},
                    {}};
    // Whatever they are, they are not looked at.
    if (!request.wantedHeaders.isEmpty())
        reply.headers.append({"Access-Control-Allow-Headers"_ba, request.wantedHeaders});
    return readable(std::move(reply), request.origin);
}

HttpReply readable(HttpReply reply, const std::optional<QByteArray> &origin)
{
    if (origin) {
        reply.headers.append({"Access-Control-Allow-Origin"_ba, *origin});
        // For client libraries that are told to send cookies along.
        reply.headers.append({"Access-Control-Allow-Credentials"_ba, "true"_ba});
        reply.headers.append({"Vary"_ba, "Origin"_ba});
    }
    return reply;
}

} // namespace hobnob::server::crossorigin
