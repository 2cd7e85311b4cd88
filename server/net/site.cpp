// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/site.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// Nothing runs, loads or frames the page but the page. Its own blobs are people's pictures, which
/// come by the WebSocket.
constexpr auto contentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'";

/// RFC 9110, section 13.1.2: a weak comparison with any of the list.
bool matches(const QByteArray &ifNoneMatch, const QByteArray &etag)
{
    for (const auto &part : ifNoneMatch.split(',')) {
        QByteArray tag = part.trimmed();
        if (tag.startsWith("W/"))
            tag.remove(0, 2);
        if (tag == "*" || tag == etag)
            return true;
    }
    return false;
}

HttpReply serve(const Assets::Asset &asset, const HttpRequest &request)
{
    const auto &variant = Assets::choose(asset, request.acceptEncoding);
    HttpReply reply;
    reply.headers = {
        {"ETag"_ba, variant.etag},
        {"Vary"_ba, "Accept-Encoding"_ba},
        {"Cache-Control"_ba,
         asset.immutable ? "public, max-age=31536000, immutable"_ba : "no-cache"_ba},
    };
    if (matches(request.ifNoneMatch, variant.etag)) {
        reply.status = 304;
        return reply;
    }
    reply.headers.append({"Content-Type"_ba, asset.contentType});
    if (!variant.encoding.isEmpty())
        reply.headers.append({"Content-Encoding"_ba, variant.encoding});
    reply.body = variant.bytes;
    return reply;
}

} // namespace

Site::Site(Assets assets, SessionDesk sessions, Sources sources)
    : m_assets(std::move(assets)), m_sessions(std::move(sessions)), m_sources(std::move(sources))
{
}

HttpReply Site::answer(const HttpRequest &request) const
{
    const bool isSession = request.path == "/session";
    auto reply = isSession ? m_sessions.answer(request) : find(request);
    if (!isSession && reply.status != 404 && request.method != "GET" && request.method != "HEAD") {
        reply = textReply(405, "Only GET and HEAD are possible here.\n"_ba);
        reply.headers.append({"Allow"_ba, "GET, HEAD"_ba});
    }
    reply.headers.append({"Content-Security-Policy"_ba, contentSecurityPolicy});
    reply.headers.append({"X-Content-Type-Options"_ba, "nosniff"_ba});
    reply.headers.append({"Referrer-Policy"_ba, "no-referrer"_ba});
    reply.headers.append({"Cross-Origin-Opener-Policy"_ba, "same-origin"_ba});
    reply.headers.append({"Cross-Origin-Resource-Policy"_ba, "same-origin"_ba});
    reply.headers.append({"X-Frame-Options"_ba, "DENY"_ba});
    reply.headers.append({"Permissions-Policy"_ba, "camera=(), geolocation=(), microphone=()"_ba});
    return reply;
}

HttpReply Site::find(const HttpRequest &request) const
{
    const QByteArray &path = request.path;
    if (path == "/healthz")
        return textReply(200, "ok\n"_ba);
    if (path == "/readyz") {
        const QString why = m_sources.whyNotReady();
        return why.isEmpty() ? textReply(200, "ready\n"_ba) : textReply(503, why.toUtf8() + '\n');
    }
    if (path == "/metrics") {
        auto reply = textReply(200, m_sources.metrics());
        reply.headers.first().second = "text/plain; version=0.0.4; charset=utf-8"_ba;
        return reply;
    }
    if (path == "/ws") {
        auto reply = textReply(426, "This is the WebSocket. See docs/PROTOCOL.md.\n"_ba);
        reply.headers.append({"Upgrade"_ba, "websocket"_ba});
        reply.headers.append({"Connection"_ba, "Upgrade"_ba});
        return reply;
    }
    if (const auto *asset = m_assets.find(path))
        return serve(*asset, request);
    if (path == "/" && m_assets.isEmpty())
        return textReply(200, "The Hobnob server runs, but the web page was not built into it.\n"
                              "Use the desktop client, or build with HOBNOB_BUILD_WEB=ON.\n"_ba);
    return textReply(404, "There is nothing here.\n"_ba);
}

} // namespace hobnob::server
