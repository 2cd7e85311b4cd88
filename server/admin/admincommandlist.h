// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace hobnob::server
{

/// What a command takes.
struct AdminArgument {
    /// Words: all that is left, as one text with spaces.
    /// Names: as often as one likes, as a list.
    enum class Kind { Name, Names, Words, Choice, Number, Duration, Flag };
    enum class Need { Required, Optional };
    Kind kind;
    /// In the request.
    QString key;
    /// As it is typed: "NAME", "--uses".
    std::string typed;
    std::string help = {};
    Need need = Need::Required;
    /// Of a number.
    qint64 most = 0;
    std::vector<std::string> choices = {};
};

/// One command of the operator, as it is typed.
struct AdminCommand {
    /// Empty: it stands alone.
    std::string group;
    std::string name;
    /// What Administration knows it as.
    QString command;
    std::string summary;
    std::vector<AdminArgument> arguments = {};
};

/// All of them, in the order in which the help names them.
[[nodiscard]] const std::vector<AdminCommand> &adminCommandList();

} // namespace hobnob::server
