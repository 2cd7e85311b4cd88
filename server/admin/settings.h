// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/listenaddress.h"
#include "server/admin/subnet.h"
#include "server/core/rates.h"
#include "shared/limits.h"

#include <QStringList>

namespace hobnob::server
{

enum class LogLevel { Debug, Info, Warning, Error };

/// What the operator decides. A plain value: read once at the start and handed to ChatServer.
/// Names, places and checks of each are in settingstable.cpp.
struct Settings {
    ListenAddress listen;
    /// Absolute. Made with mode 0700 when it is missing.
    QString dataFolder;
    LogLevel logLevel = LogLevel::Info;
    /// What clients show as the name of this server.
    QString serverName = QStringLiteral("Hobnob");
    /// Exact origins ("https://chat.example.org") that may open a WebSocket, besides the server's
    /// own page. In the form a browser sends them: lower case, no path, no default port.
    QStringList allowedOrigins;
    /// Reverse proxies whose X-Forwarded-For is believed.
    QList<Subnet> trustedProxies;
    /// Open connections of all kinds together; nothing: what the system lets us have.
    std::optional<qint64> maxConnections;
    /// Of these, from one client's address (ClientAddress::groupOf()).
    qint64 maxConnectionsPerAddress = limits::connectionsPerAddress;
    enum class RateLimiting { On, Off };
    /// Off: whatever rates say.
    RateLimiting rateLimiting = RateLimiting::On;
    Rates rates = Rates::standard();
};

} // namespace hobnob::server
