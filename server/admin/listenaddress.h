// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QHostAddress>

namespace hobnob::server
{

/// Where the server listens: an address of this machine and a port; port 0 lets the system choose.
struct ListenAddress {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = 8080;

    /// "127.0.0.1:8080", "[::1]:8080", "localhost:8080" or "*:8080" (every address). Other names
    /// are refused: what they resolve to may change under a running server.
    [[nodiscard]] static Result<ListenAddress> parse(const QString &text);
    /// As parse() reads it.
    [[nodiscard]] QString text() const;
    enum class Scheme { Http, Https };
    /// Where somebody at this machine opens the page: an address for "every address" too.
    [[nodiscard]] QString url(Scheme scheme) const;

    /// Why nobody can listen there, and what to do, for whoever started the server; \a reason and
    /// \a details are those of the socket.
    [[nodiscard]] Error refusal(QAbstractSocket::SocketError reason, const QString &details) const;

    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

} // namespace hobnob::server
