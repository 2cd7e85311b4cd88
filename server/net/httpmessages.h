// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>
#include <utility>

namespace hobnob::server
{

/// What is looked at of a request over HTTP, apart from sockets and from Qt's HTTP server.
struct HttpRequest {
    QByteArray method;
    /// Without the query.
    QByteArray path;
    QByteArray acceptEncoding = {};
    QByteArray ifNoneMatch = {};
    QByteArray host = {};
    std::optional<QByteArray> origin = {};
    QByteArray contentType = {};
    /// At most Gate::bodyBytes.
    QByteArray body = {};
};

struct HttpReply {
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// Empty for HEAD; Content-Length is among the headers.
    QByteArray body;
};

/// Plain text that nobody keeps.
[[nodiscard]] inline HttpReply textReply(int status, const QByteArray &body)
{
    return {status,
            {{QByteArrayLiteral("Content-Type"), QByteArrayLiteral("text/plain; charset=utf-8")},
             {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")}},
            body};
}

} // namespace hobnob::server
