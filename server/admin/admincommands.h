// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace CLI
{
class App;
}

namespace hobnob::server
{

/// What an operator asks of a server, running or not: a command that Administration knows
/// ("user.list") and its arguments.
struct AdminRequest {
    QString command;
    QJsonObject arguments;
};

/// Adds the commands (user, room, invite, setup-link, audit, announce) to \a app. The one that is
/// parsed fills \a request, which outlives the parsing; else it stays empty.
void addAdminCommands(CLI::App &app, AdminRequest &request);

} // namespace hobnob::server
