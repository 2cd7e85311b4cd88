// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/webserver.h"

#if HOBNOB_QT_HAS_HTTP_HEADERS
#include <QHttpHeaders>
#endif
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QUrl>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get:
        return "GET"_ba;
    case QHttpServerRequest::Method::Head:
        return "HEAD"_ba;
    case QHttpServerRequest::Method::Post:
        return "POST"_ba;
    case QHttpServerRequest::Method::Delete:
        return "DELETE"_ba;
    default:
        return "OTHER"_ba;
    }
}

std::optional<QByteArray> originOf(const QHttpServerRequest &request)
{
    // A null value is a header that is not there.
    const QByteArray origin = request.value("origin"_ba);
    return origin.isNull() ? std::nullopt : std::optional(origin);
}

} // namespace

WebServer::WebServer(Site site) : m_site(std::move(site)) {}

// A request to upgrade comes to both handlers in some versions of Qt, so only one may answer.
#if HOBNOB_QT_HTTP_HANDLERS_GET_SOCKETS
bool WebServer::handleRequest(const QHttpServerRequest &, QTcpSocket *)
{
    return false;
}

void WebServer::missingHandler(const QHttpServerRequest &request, QTcpSocket *socket)
{
    auto responder = makeResponder(request, socket);
    answer(request, responder);
}
#else
bool WebServer::handleRequest(const QHttpServerRequest &, QHttpServerResponder &)
{
    return false;
}

#if HOBNOB_QT_HAS_HTTP_HEADERS
void WebServer::missingHandler(const QHttpServerRequest &request, QHttpServerResponder &responder)
#else
void WebServer::missingHandler(const QHttpServerRequest &request, QHttpServerResponder &&responder)
#endif
{
    answer(request, responder);
}
#endif

void WebServer::answer(const QHttpServerRequest &request, QHttpServerResponder &responder) const
{
    auto reply = m_site.answer({.method = methodName(request.method()),
                                .path = request.url().path(QUrl::FullyEncoded).toUtf8(),
                                .acceptEncoding = request.value("accept-encoding"_ba),
                                .ifNoneMatch = request.value("if-none-match"_ba),
                                .host = request.value("host"_ba),
                                .origin = originOf(request),
                                .contentType = request.value("content-type"_ba),
                                .body = request.body()});
    // HttpGuard does it.
    if (request.value("connection"_ba).toLower().contains("close"))
        reply.headers.append({"Connection"_ba, "close"_ba});
    const auto status = static_cast<QHttpServerResponder::StatusCode>(reply.status);
#if HOBNOB_QT_HAS_HTTP_HEADERS
    responder.write(reply.body, QHttpHeaders::fromListOfPairs(reply.headers), status);
#else
    responder.writeStatusLine(status);
    for (const auto &[name, value] : reply.headers)
        responder.writeHeader(name, value);
    responder.writeBody(reply.body);
#endif
}

} // namespace hobnob::server
