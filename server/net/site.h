// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/assets.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <utility>

namespace hobnob::server
{

struct HttpRequest {
    QByteArray method;
    /// Without the query.
    QByteArray path;
    QByteArray acceptEncoding;
    QByteArray ifNoneMatch;
};

struct HttpReply {
    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// Empty for HEAD; Content-Length is among the headers.
    QByteArray body;
};

/// What the server answers over HTTP: the page, and its state for operators. Knows no sockets.
class Site final
{
public:
    /// What is asked for with each request.
    struct Sources {
        /// A sentence; empty when the server is ready.
        std::function<QString()> whyNotReady;
        std::function<QByteArray()> metrics;
    };

    Site(Assets assets, Sources sources);

    [[nodiscard]] HttpReply answer(const HttpRequest &request) const;

private:
    [[nodiscard]] HttpReply find(const HttpRequest &request) const;

    Assets m_assets;
    Sources m_sources;
};

} // namespace hobnob::server
