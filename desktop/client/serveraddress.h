// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QUrl>

namespace hobnob::desktop
{

/// Where a server is, as a person types it: "chat.example.org", "localhost:8080",
/// "http://10.0.0.2:8080", "[::1]:8080". Without a scheme, loopback and private addresses are
/// plain (nobody has a certificate for them), everything else is encrypted. A value.
class ServerAddress final
{
public:
    ServerAddress() = default;
    /// The error's field is "address"; its sentence is translated.
    [[nodiscard]] static Result<ServerAddress> parse(QStringView typed);

    [[nodiscard]] bool isEmpty() const { return m_url.isEmpty(); }
    /// What remembers it and what parse() reads again, such as "https://chat.example.org".
    [[nodiscard]] QString text() const;
    /// The shortest form that people recognise, such as "chat.example.org".
    [[nodiscard]] QString label() const;
    /// ws:// or wss://, with the path /ws.
    [[nodiscard]] QUrl socketUrl() const;
    /// http:// or https://, where the page is.
    [[nodiscard]] QUrl pageUrl() const { return m_url; }

    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;

private:
    explicit ServerAddress(QUrl url) : m_url(std::move(url)) {}

    QUrl m_url;
};

} // namespace hobnob::desktop
