// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admincommands.h"

#include "shared/limits.h"

#include <QDateTime>
#include <QJsonArray>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto adminFooter =
    "Works on the data folder as well as on the server that runs on it, whose people notice at "
    "once.\n"
    "The folder is the server's: --data DIR, HOBNOB_DATA, the settings file or the default.";

struct Argument {
    enum class Kind { Name, Role, Number, Flag };
    Kind kind;
    /// In the request.
    QString key;
    /// As it is typed: "NAME", "--uses".
    std::string typed;
    std::string help = {};
    qint64 most = 0;
};

struct AdminCommand {
    std::string group;
    std::string name;
    QString command;
    std::string summary;
    std::vector<Argument> arguments = {};
};

const std::vector<AdminCommand> &adminCommands()
{
    using Kind = Argument::Kind;
    static const Argument who{Kind::Name, u"name"_s, "NAME", "The login of an account"};
    static const Argument sure{Kind::Flag, u"sure"_s, "--yes", "Do it without asking"};
    static const std::vector<AdminCommand> commands{
        {"user", "list", u"user.list"_s, "Everybody with an account"},
        {"user",
         "add",
         u"user.add"_s,
         "Make an account, and a link with which its owner sets the password",
         {{Kind::Name, u"name"_s, "NAME", "What they are called, and log in with"},
          {Kind::Flag, u"administrator"_s, "--administrator", "They look after the server"}}},
        {"user",
         "show",
         u"user.show"_s,
         "What is known of an account, and where it is logged in",
         {who}},
        {"user",
         "reset-link",
         u"user.resetLink"_s,
         "Make a link, good for a day, with which they set a new password",
         {who}},
        {"user",
         "role",
         u"user.role"_s,
         "Make somebody an administrator, or a member again",
         {who, {Kind::Role, u"role"_s, "ROLE", "administrator or member"}}},
        {"user", "log-out", u"user.logOut"_s, "End all of their sessions", {who}},
        {"user",
         "stop-second-factor",
         u"user.stopSecondFactor"_s,
         "Let them log in by password alone, when they lost the other",
         {who}},
        {"user",
         "deactivate",
         u"user.deactivate"_s,
         "Log them out and let them in no more; the name stays theirs",
         {who}},
        {"user", "activate", u"user.activate"_s, "Let them in again", {who}},
        {"user",
         "delete",
         u"user.delete"_s,
         "Delete the account for ever; what they wrote stays",
         {who, sure}},
        {"invite",
         "make",
         u"invite.make"_s,
         "Make a link with which people make accounts",
         {{Kind::Number, u"uses"_s, "--uses", "How many people (default: 1)", limits::inviteUses},
          {Kind::Number, u"days"_s, "--days", "For how long (default: 7)", limits::inviteDays}}},
        {"invite", "list", u"invite.list"_s, "The links that are still good"},
        {"invite",
         "remove",
         u"invite.remove"_s,
         "Make a link worthless",
         {{Kind::Name, u"link"_s, "LINK", "The link, its code, or its number in the list"}}},
        {"", "setup-link", u"setupLink"_s, "Print a new link that makes its user an administrator"},
    };
    return commands;
}

void addArgument(CLI::App &app, const Argument &argument, AdminRequest &request)
{
    const auto set = [&request, key = argument.key](const QJsonValue &value) {
        request.arguments.insert(key, value);
    };
    switch (argument.kind) {
    case Argument::Kind::Flag:
        app.add_flag_callback(
            argument.typed, [set] { set(true); }, argument.help);
        return;
    case Argument::Kind::Number:
        app.add_option_function<qint64>(
               argument.typed, [set](qint64 number) { set(number); }, argument.help)
            ->type_name("N")
            ->check(CLI::Range(qint64(1), argument.most));
        return;
    case Argument::Kind::Role:
    case Argument::Kind::Name: {
        auto *option = app.add_option_function<std::string>(
            argument.typed, [set](const std::string &text) { set(QString::fromStdString(text)); },
            argument.help);
        option->required()->option_text(" ");
        if (argument.kind == Argument::Kind::Role)
            option->check(CLI::IsMember({"administrator", "member"}));
    }
    }
}

CLI::App *groupOf(CLI::App &app, const std::string &name)
{
    if (name.empty())
        return &app;
    for (CLI::App *group : app.get_subcommands({})) {
        if (group->get_name() == name)
            return group;
    }
    const bool isUser = name == "user";
    CLI::App *group = app.add_subcommand(name, isUser ? "Look after the people with accounts"
                                                      : "Look after the invite links");
    group->require_subcommand(1);
    group->footer(adminFooter);
    group->fallthrough();
    return group;
}

QString timeText(const QJsonValue &milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toInteger()).toString(u"yyyy-MM-dd HH:mm"_s);
}

/// Columns as wide as their widest cell.
QString table(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows) {
        widths.resize(qMax(widths.size(), row.size()));
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = qMax(widths[i], row[i].size());
    }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += row[i].leftJustified(widths[i] + 2);
        text += line.trimmed() + u'\n';
    }
    return text;
}

QString peopleText(const QJsonArray &people)
{
    if (people.isEmpty())
        return u"Nobody has an account yet. \"hobnobd setup-link\" prints a link for the first.\n"_s;
    QList<QStringList> rows{
        {u"LOGIN"_s, u"NAME"_s, u"ROLE"_s, u"STATE"_s, u"SECOND FACTOR"_s, u"SINCE"_s}};
    for (const auto person : people) {
        rows.append({person[u"login"_s].toString(), person[u"name"_s].toString(),
                     person[u"role"_s].toString(), person[u"state"_s].toString(),
                     person[u"twoFactor"_s].toBool() ? u"yes"_s : u"no"_s,
                     timeText(person[u"created"_s])});
    }
    return table(rows);
}

QString sessionsText(const QJsonArray &sessions)
{
    if (sessions.isEmpty())
        return u"Not logged in anywhere.\n"_s;
    QList<QStringList> rows{{u"CLIENT"_s, u"ADDRESS"_s, u"SINCE"_s, u"LAST USED"_s}};
    for (const auto session : sessions) {
        const QString address = session[u"address"_s].toString();
        rows.append({session[u"client"_s].toString(), address.isEmpty() ? u"here"_s : address,
                     timeText(session[u"created"_s]), timeText(session[u"used"_s])});
    }
    return table(rows);
}

QString invitesText(const QJsonArray &invites)
{
    if (invites.isEmpty())
        return u"No invite link is good at present.\n"_s;
    QList<QStringList> rows{{u"NUMBER"_s, u"USES LEFT"_s, u"EXPIRES"_s, u"MADE BY"_s}};
    for (const auto invite : invites) {
        rows.append({invite[u"number"_s].toString(),
                     QString::number(invite[u"usesLeft"_s].toInteger()),
                     timeText(invite[u"expires"_s]), invite[u"madeBy"_s].toString()});
    }
    return table(rows);
}

} // namespace

void addAdminCommands(CLI::App &app, AdminRequest &request)
{
    for (const AdminCommand &description : adminCommands()) {
        CLI::App *command =
            groupOf(app, description.group)->add_subcommand(description.name, description.summary);
        command->fallthrough();
        command->footer(adminFooter);
        // Taken out again by whoever prints the answer.
        command->add_flag_callback(
            "--json", [&request] { request.arguments.insert(u"json"_s, true); },
            "Print JSON, for programs");
        for (const Argument &argument : description.arguments)
            addArgument(*command, argument, request);
        command->callback([&request, &description] { request.command = description.command; });
    }
}

QString adminText(const AdminRequest &request, const QJsonObject &result)
{
    if (result.contains(u"people"_s))
        return peopleText(result[u"people"_s].toArray());
    if (result.contains(u"invites"_s))
        return invitesText(result[u"invites"_s].toArray());
    if (result.contains(u"person"_s))
        return peopleText({result[u"person"_s]}) + u'\n' +
               sessionsText(result[u"sessions"_s].toArray());
    if (result.contains(u"link"_s))
        return u"%1\nGood until %2.\n"_s.arg(result[u"link"_s].toString(),
                                             timeText(result[u"expires"_s]));
    return request.command == u"user.delete" ? u"Deleted.\n"_s : u"Done.\n"_s;
}

} // namespace hobnob::server
