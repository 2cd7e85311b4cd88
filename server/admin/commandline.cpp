// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/commandline.h"

#include "server/admin/settingstable.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int usageError = 2;
constexpr size_t helpColumn = 32;

QString defaultOf(const SettingDescription &setting)
{
    // It depends on who runs the server, so it has no value here.
    if (setting.name == u"data"_s)
        return u"~/.local/share/hobnob, for a service /var/lib/hobnob"_s;
    const QStringList values = setting.values(Settings{});
    const QString text = values.join(u',');
    return text.isEmpty() ? u"none"_s : text;
}

/// Values as CLI11 gathers them, by the name of the setting.
using GivenFlags = std::map<QString, std::vector<std::string>>;

QStringList valuesOf(const SettingDescription &setting, const std::vector<std::string> &texts)
{
    QStringList values;
    for (const std::string &text : texts)
        values += valuesFromText(setting, QString::fromStdString(text));
    return values;
}

void addSetting(CLI::App &app, const SettingDescription &setting, GivenFlags &given)
{
    const bool isList = setting.shape == SettingDescription::Shape::List;
    const QString help =
        u"%1\n(%2; default: %3)"_s.arg(setting.help, setting.variable(), defaultOf(setting));
    // One value a use; a setting that is no list is given once.
    app.add_option(setting.flag().toStdString(), given[setting.name], help.toStdString())
        ->type_name(setting.placeholder.toStdString())
        ->type_size(1)
        ->expected(1)
        // Else it would take the FILE of a command, too.
        ->allow_extra_args(false)
        ->multi_option_policy(isList ? CLI::MultiOptionPolicy::TakeAll
                                     : CLI::MultiOptionPolicy::Throw)
        ->check([&setting](const std::string &text) {
            Settings scratch;
            const Result<Done> set = setting.set(scratch, valuesOf(setting, {text}));
            return set ? std::string() : set.error().sentence.toStdString();
        });
}

constexpr auto checkHelp =
    "Verifies the database file, and of every room's log that its events are numbered\n"
    "from 1 without holes, that times never go back and that no message is there twice.\n"
    "Prints a line for each room with a problem and a closing line; changes nothing.\n"
    "The server may run meanwhile.\n\n"
    "Exits with 0 when all is well, else with 1.";
constexpr auto backupHelp =
    "Copies everything, as it is at one moment, into one new file that only you can read.\n"
    "The server may run meanwhile. A file that exists is never overwritten.\n\n"
    "Exits with 0 when the backup is on the disk, else with 1.";
constexpr auto restoreHelp =
    "Puts a backup into the place of the data. Stop the server first. The backup is checked\n"
    "before anything changes; the data that was there stays in the folder under a dated\n"
    "name. Clients notice and load everything anew.\n\n"
    "Exits with 0 when the backup is in place, else with 1.";
constexpr auto dataFooter =
    "The data folder is the server's: --data DIR, HOBNOB_DATA, the settings file (--config\n"
    "FILE) or the default, in this order. \"hobnobd config\" shows which one is in force.";

/// A command that works on the data has a page of its own; the flags are the same for each other.
std::string helpOf(const CLI::App &app)
{
    const auto formatter = app.get_formatter();
    const CLI::App *page = &app;
    std::string name = app.get_name();
    std::string path = name;
    for (auto parsed = app.get_subcommands(); !parsed.empty();
         parsed = parsed.front()->get_subcommands()) {
        path += ' ' + parsed.front()->get_name();
        if (parsed.front()->get_footer() == app.get_footer())
            break;
        page = parsed.front();
        name = path;
    }
    return formatter->make_help(page, name, CLI::AppFormatMode::Normal);
}

CLI::App *addDataCommand(CLI::App &app, const std::string &name, const std::string &summary,
                         const std::string &help)
{
    CLI::App *command = app.add_subcommand(name, summary);
    command->footer(help + "\n\n" + dataFooter);
    return command;
}

/// They are the program's own, whatever command they stand behind.
void removeHelpFlags(CLI::App &app)
{
    for (CLI::App *command : app.get_subcommands({})) {
        command->set_help_flag();
        removeHelpFlags(*command);
    }
}

CommandLineAnswer complaint(QString sentence)
{
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    return {usageError, u"hobnobd: %1 (see hobnobd --help)\n"_s.arg(sentence)};
}

/// What nothing of ours takes. \a words are in the order of the command line.
QString unexpected(const std::vector<std::string> &words, const CLI::App &app)
{
    for (const std::string &word : words) {
        if (word.size() > 1 && word.front() == '-')
            return u"there is no option \"%1\""_s.arg(
                QString::fromStdString(word.substr(0, word.find('='))));
    }
    const std::string &word = words.front();
    const QString text = QString::fromStdString(word);
    const auto commands = app.get_subcommands({});
    if (std::any_of(commands.begin(), commands.end(),
                    [&](const CLI::App *command) { return command->get_name() == word; }))
        return u"\"%1\" is one command too many"_s.arg(text);
    return u"there is no command \"%1\""_s.arg(text);
}

QString missing(const CLI::RequiredError &error, const CLI::App &app)
{
    const auto groups = app.get_subcommands();
    const bool isCommand = std::string(error.what()).find("ubcommand") != std::string::npos;
    if (isCommand && !groups.empty()) {
        const QString name = QString::fromStdString(groups.front()->get_name());
        return u"say what to do: \"hobnobd %1 --help\" lists it"_s.arg(name);
    }
    return QString::fromUtf8(error.what());
}

/// Every option takes one value, so what came was none, or the option came twice.
QString wrongCount(const CLI::ArgumentMismatch &error)
{
    // "--listen: 1 required ADDR:PORT missing", "--listen: At Most 1 required but received 2"
    const QString words = QString::fromStdString(error.what());
    const QString option = words.section(u':', 0, 0);
    return words.contains(u"received"_s) ? u"%1 is given twice"_s.arg(option)
                                         : u"%1 needs a value"_s.arg(option);
}

} // namespace

std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments)
{
    CLI::App app("Self-hosted chat: the server.", "hobnobd");
    CommandLine commandLine;
    GivenFlags given;
    std::string config;
    std::string file;
    bool isJson = false;
    try {
        app.get_formatter()->column_width(helpColumn);
        app.set_help_flag("-h,--help", "Show this help and exit");
        app.set_version_flag("--version", "hobnobd " HOBNOB_VERSION, "Show the version and exit");
        for (const SettingDescription &setting : settingsTable())
            addSetting(app, setting, given);
        const CLI::Option *configOption =
            app.add_option(
                   "--config", config,
                   "Settings file\n(HOBNOB_CONFIG; default: ~/.config/hobnob/hobnobd.toml,\n"
                   "else /etc/hobnob/hobnobd.toml)")
                ->type_name("FILE");
        app.footer("Each variable may end in _FILE and name a file with the value.");
        app.require_subcommand(0, 1);
        app.fallthrough();
        // Named by us, in the order in which they were given.
        app.allow_extras();
        app.add_subcommand("serve", "Run the server; the same as no command");
        const CLI::App *show = app.add_subcommand(
            "config", "Print the settings in force and where each of them came from");
        CLI::App *check = addDataCommand(app, "check", "Verify the data", checkHelp);
        check->add_flag("--json", isJson, "Print JSON, for programs");
        CLI::App *backup = addDataCommand(app, "backup", "Copy all data into one file", backupHelp);
        CLI::App *restore =
            addDataCommand(app, "restore", "Put a backup in the place of the data", restoreHelp);
        backup->add_option("FILE", file, "The file to make")->required()->option_text(" ");
        restore->add_option("FILE", file, "The backup")->required()->option_text(" ");
        addAdminCommands(app, commandLine.request);
        removeHelpFlags(app);

        std::vector<std::string> reversed;
        for (auto it = arguments.crbegin(); it != arguments.crend(); ++it)
            reversed.push_back(it->toStdString());
        app.parse(std::move(reversed));

        if (const auto extras = app.remaining(true); !extras.empty())
            return complaint(unexpected(extras, app));
        if (show->parsed())
            commandLine.command = Command::ShowSettings;
        if (check->parsed())
            commandLine.command = Command::Check;
        if (backup->parsed())
            commandLine.command = Command::BackUp;
        if (restore->parsed())
            commandLine.command = Command::Restore;
        if (!commandLine.request.command.isEmpty())
            commandLine.command = Command::Administer;
        if (isJson || commandLine.request.arguments.take(u"json"_s).toBool())
            commandLine.outputForm = OutputForm::Json;
        commandLine.file = QString::fromStdString(file);
        if (configOption->count() > 0)
            commandLine.config = QString::fromStdString(config);
    } catch (const CLI::CallForHelp &) {
        return CommandLineAnswer{0, QString::fromStdString(helpOf(app))};
    } catch (const CLI::CallForVersion &) {
        return CommandLineAnswer{0, u"hobnobd " HOBNOB_VERSION "\n"_s};
    } catch (const CLI::RequiredError &error) {
        return complaint(missing(error, app));
    } catch (const CLI::ArgumentMismatch &error) {
        return complaint(wrongCount(error));
    } catch (const std::exception &error) {
        return complaint(QString::fromUtf8(error.what()));
    }
    for (const SettingDescription &setting : settingsTable()) {
        if (!given[setting.name].empty())
            commandLine.flags.insert(setting.name, valuesOf(setting, given[setting.name]));
    }
    return commandLine;
}

} // namespace hobnob::server
