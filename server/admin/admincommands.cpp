// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/admincommands.h"

#include "server/admin/admincommandlist.h"
#include "server/admin/durationtext.h"

#include <QJsonArray>

#include <CLI/CLI.hpp>
#include <functional>
#include <map>
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

using Argument = AdminArgument;
using Set = std::function<void(const QJsonValue &)>;

CLI::Option *addDuration(CLI::App &app, const Argument &argument, const Set &set)
{
    const auto seconds = [](const std::string &text) {
        return durationFromText(QString::fromStdString(text));
    };
    return app
        .add_option_function<std::string>(
            argument.typed, [=](const std::string &text) { set(qint64(seconds(text)->count())); },
            argument.help)
        ->type_name("TIME")
        ->check([=](const std::string &text) {
            const auto parsed = seconds(text);
            return parsed ? std::string() : parsed.error().sentence.toStdString();
        });
}

CLI::Option *addText(CLI::App &app, const Argument &argument, const Set &set)
{
    using Words = std::vector<std::string>;
    if (argument.kind == Argument::Kind::Words)
        return app.add_option_function<Words>(
            argument.typed,
            [set](const Words &words) {
                QStringList texts;
                for (const std::string &word : words)
                    texts.append(QString::fromStdString(word));
                set(texts.join(u' '));
            },
            argument.help);
    if (argument.kind == Argument::Kind::Names)
        return app
            .add_option_function<Words>(
                argument.typed,
                [set](const Words &names) {
                    QJsonArray list;
                    for (const std::string &name : names)
                        list.append(QString::fromStdString(name));
                    set(list);
                },
                argument.help)
            ->expected(1)
            ->take_all();
    auto *added = app.add_option_function<std::string>(
        argument.typed, [set](const std::string &text) { set(QString::fromStdString(text)); },
        argument.help);
    if (argument.kind == Argument::Kind::Choice)
        added->check(CLI::IsMember(argument.choices));
    return added;
}

void addArgument(CLI::App &app, const Argument &argument, AdminRequest &request)
{
    const Set set = [&request, key = argument.key](const QJsonValue &value) {
        request.arguments.insert(key, value);
    };
    const bool isPositional = !argument.typed.starts_with('-');
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
    case Argument::Kind::Duration:
        addDuration(app, argument, set);
        return;
    case Argument::Kind::Choice:
    case Argument::Kind::Names:
    case Argument::Kind::Name:
    case Argument::Kind::Words: {
        CLI::Option *text = addText(app, argument, set);
        text->required(argument.need == Argument::Need::Required);
        if (isPositional)
            text->option_text(" ");
        else
            text->type_name("TEXT");
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
    static const std::map<std::string, std::string> summaries{
        {"user", "Look after the people with accounts"},
        {"bot", "Look after the bots"},
        {"hook", "Look after the webhooks"},
        {"room", "Look after the rooms"},
        {"invite", "Look after the invite links"}};
    CLI::App *group = app.add_subcommand(name, summaries.at(name));
    group->require_subcommand(1);
    group->footer(adminFooter);
    group->fallthrough();
    return group;
}

} // namespace

void addAdminCommands(CLI::App &app, AdminRequest &request)
{
    for (const AdminCommand &description : adminCommandList()) {
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

} // namespace hobnob::server
