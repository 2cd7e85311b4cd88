// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/listenaddress.h"

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
};

} // namespace hobnob::server
