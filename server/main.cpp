// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/admin/administercommand.h"
#include "server/admin/backupcommand.h"
#include "server/admin/checkcommand.h"
#include "server/admin/commandline.h"
#include "server/admin/descriptors.h"
#include "server/admin/logging.h"
#include "server/admin/restorecommand.h"
#include "server/admin/servicemanager.h"
#include "server/admin/settingsloader.h"
#include "server/admin/settingsreport.h"
#include "server/admin/signalwatcher.h"
#include "server/chatserver.h"
#include "server/net/eventdispatcher.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hobnob;
using namespace hobnob::server;
using namespace Qt::StringLiterals;

namespace
{

void print(std::FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fflush(stream);
}

int fail(const Error &error)
{
    print(stderr, u"hobnobd: "_s + error.sentence + u'\n');
    return 1;
}

int end(const CommandOutcome &outcome)
{
    print(stdout, outcome.output);
    if (!outcome.complaint.isEmpty())
        print(stderr, u"hobnobd: "_s + outcome.complaint + u'\n');
    return outcome.exitCode;
}

int serve(const Settings &settings)
{
    setUpLogging(settings.logLevel);
    raiseDescriptorLimit();
    if (settings.limits == Settings::Limits::Bench)
        print(stderr, u"hobnobd: With limits = \"bench\" nobody is held back; let nobody else "
                      "connect.\n"_s);
    const SignalWatcher signalWatcher(settings.tls.isGiven() ? SignalWatcher::HangUp::Reloads
                                                             : SignalWatcher::HangUp::Ends);
    const Result<std::unique_ptr<ChatServer>> created = ChatServer::create(settings);
    if (!created)
        return fail(created.error());
    ChatServer &chatServer = **created;
    QObject::connect(&signalWatcher, &SignalWatcher::terminationRequested, &chatServer, [&] {
        notifyServiceManager("STOPPING=1");
        chatServer.drain();
    });
    QObject::connect(&signalWatcher, &SignalWatcher::reloadRequested, &chatServer,
                     &ChatServer::reloadCertificate);
    QObject::connect(&chatServer, &ChatServer::drained, qApp, &QCoreApplication::quit);
    QObject::connect(
        &chatServer, &ChatServer::setupLinkReady, &chatServer, [](const QString &link) {
            print(stdout,
                  u"Nobody looks after this server yet. Open this to make your account:\n  "_s +
                      link + u'\n');
        });
    print(stdout,
          u"hobnobd " HOBNOB_VERSION " listening on %1\n"_s.arg(settings.page(chatServer.port())));
    notifyServiceManager("READY=1");
    return QCoreApplication::exec();
}

/// Without the program's name. Read before there is an application, which would bring a dispatcher.
QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    const auto parsed = parseCommandLine(argumentsOf(argc, argv));
    const auto *asked = std::get_if<CommandLine>(&parsed);
    if (asked && asked->command == Command::Serve)
        chooseEventDispatcher();
    const QCoreApplication application(argc, argv);
    if (const auto *answer = std::get_if<CommandLineAnswer>(&parsed)) {
        print(answer->exitCode == 0 ? stdout : stderr, answer->text);
        return answer->exitCode;
    }
    const auto &commandLine = std::get<CommandLine>(parsed);
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const Result<SettingsInForce> inForce =
        loadSettings({commandLine.flags, commandLine.config, environment,
                      SettingsSources::usualFiles(environment)});
    if (!inForce)
        return fail(inForce.error());
    const Settings &settings = inForce->settings;
    // A command's output says it all; the server sets its own level.
    if (commandLine.command != Command::Serve)
        setUpLogging(LogLevel::Warning);
    switch (commandLine.command) {
    case Command::Serve:
        return serve(settings);
    case Command::ShowSettings:
        return end({.output = settingsReport(*inForce)});
    case Command::Check:
        return end(checkCommand(settings.dataFolder, commandLine.outputForm));
    case Command::BackUp:
        return end(backUpCommand(settings.dataFolder, commandLine.file));
    case Command::Administer:
        return end(administerCommand(settings, commandLine.request, commandLine.outputForm));
    case Command::Restore:
        return end(restoreCommand(settings.dataFolder, commandLine.file));
    }
    Q_UNREACHABLE();
}
