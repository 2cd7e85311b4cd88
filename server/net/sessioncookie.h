// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <chrono>

/// The cookie that keeps a browser logged in (RFC 6265). Pure.
///
/// No script can read it (HttpOnly), and no page of another site makes a browser send it
/// (SameSite=Strict). Browsers keep cookies by host without the port, so the port is in its name:
/// two servers on one host do not log each other's people out.
namespace hobnob::server::sessioncookie
{

enum class Transport { Plain, Encrypted };

/// \a host: the request's Host, as the browser knows the server.
[[nodiscard]] QByteArray name(const QByteArray &host);

/// The token in a request's Cookie header; empty when it has none, several, or no token's shape.
[[nodiscard]] QString tokenIn(const QByteArray &cookies, const QByteArray &host);

/// A Set-Cookie header's value. Encrypted: the browser sends it over https alone.
[[nodiscard]] QByteArray keep(const QString &token, const QByteArray &host,
                              std::chrono::seconds lifetime, Transport transport);
/// One that has the browser forget it.
[[nodiscard]] QByteArray forget(const QByteArray &host, Transport transport);

} // namespace hobnob::server::sessioncookie
