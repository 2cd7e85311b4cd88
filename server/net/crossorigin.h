// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/httpmessages.h"

/// What browsers want to read before they hand an answer to a page of another origin (Fetch's CORS
/// protocol). For routes that look at no cookie, so that such a page gets nothing but what any
/// program gets. Whether the page may at all is OriginPolicy's business. Pure.
namespace hobnob::server::crossorigin
{

/// Whether a browser asks if it may ask.
[[nodiscard]] bool isPreflight(const HttpRequest &request);
/// That the page may, with GET and POST.
[[nodiscard]] HttpReply permission(const HttpRequest &request);
/// The same reply, for the page that asked to read. \a origin: as it came; nothing: no page did.
[[nodiscard]] HttpReply readable(HttpReply reply, const std::optional<QByteArray> &origin);

} // namespace hobnob::server::crossorigin
