// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <utility>

namespace hobnob::server
{

/// What is looked at of a request over HTTP, apart from sockets.
struct HttpRequest {
    QByteArray method;
    /// As it was sent, without the query.
    QByteArray path;
    QByteArray acceptEncoding = {};
    QByteArray ifNoneMatch = {};
    QByteArray host = {};
    std::optional<QByteArray> origin = {};
    QByteArray contentType = {};
    /// No longer than the route allows.
    QByteArray body = {};
    /// What stands behind the "?".
    QByteArray query = {};
    QByteArray cookie = {};
    /// What a browser asks to send for a page of another origin: Access-Control-Request-Headers.
    QByteArray wantedHeaders = {};
    /// What the client's connections are counted under: ClientAddress::groupOf().
    QString group = {};
};

struct HttpReply {
    int status = 200;
    /// Without Content-Length, Date and what else is the connection's affair.
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// Shared, never copied. HEAD is answered with its length alone.
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

/// For what no route was asked about.
[[nodiscard]] inline HttpReply refusalReply(int status, const QByteArray &sentence)
{
    auto reply = textReply(status, sentence + '\n');
    reply.headers.append(
        {QByteArrayLiteral("X-Content-Type-Options"), QByteArrayLiteral("nosniff")});
    return reply;
}

} // namespace hobnob::server
