// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/admin/admincommands.h"

#include <QHash>
#include <QStringList>

#include <optional>
#include <variant>

namespace hobnob::server
{

enum class Command { Serve, ShowSettings, Check, BackUp, Restore, Administer };
/// Whether a command's output is read by people or by programs (JSON).
enum class OutputForm { Text, Json };

/// What the command line asks for.
struct CommandLine {
    Command command = Command::Serve;
    /// Values by the name of the setting; each was checked.
    QHash<QString, QStringList> flags;
    std::optional<QString> config;
    /// Of backup and restore.
    QString file;
    /// Of Administer.
    AdminRequest request;
    OutputForm outputForm = OutputForm::Text;
};

/// The command line is answered already: by the help, the version or a complaint.
struct CommandLineAnswer {
    /// 0, or 2 when the command line is wrong.
    int exitCode = 0;
    QString text;
};

/// \a arguments do not include the program's name. Never throws.
[[nodiscard]] std::variant<CommandLine, CommandLineAnswer>
parseCommandLine(const QStringList &arguments);

} // namespace hobnob::server
