// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desktop client without its windows, for the chaos run. Commands on standard input, a line
// each:
//   hush          writes nothing more; answers "idle" when everything written is confirmed
//   dump {…}      each room's newest seq by its id; writes every room's log into the journal,
//   answers "dumped" quit          (or the end of the input) ends it
#include "tests/chaos/dumper.h"
#include "tests/chaos/person.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

using namespace hobnob;
using namespace hobnob::chaos;
using namespace Qt::StringLiterals;

namespace
{

void say(const char *word)
{
    std::puts(word);
    std::fflush(stdout);
}

void obey(Person &person, const QByteArray &command)
{
    if (command == "hush") {
        person.hush();
    } else if (command.startsWith("dump ")) {
        const auto newest = QJsonDocument::fromJson(command.mid(5)).object();
        auto *dumper = new Dumper(&person.client(), &person.journal(), newest, &person);
        QObject::connect(dumper, &Dumper::finished, &person, [] { say("dumped"); });
        dumper->start();
    } else if (command == "quit") {
        QCoreApplication::quit();
    }
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"chaosclient"_s);
    QCommandLineParser parser;
    const QCommandLineOption server(u"server"_s, {}, u"address"_s);
    const QCommandLineOption name(u"name"_s, {}, u"name"_s);
    const QCommandLineOption room(u"room"_s, {}, u"name"_s);
    const QCommandLineOption folder(u"folder"_s, {}, u"folder"_s);
    const QCommandLineOption rate(u"rate"_s, {}, u"messages a second"_s, u"10"_s);
    parser.addOptions({server, name, room, folder, rate});
    parser.process(application);
    const auto address = desktop::ServerAddress::parse(parser.value(server));
    if (!address || parser.values(room).isEmpty() || parser.value(rate).toDouble() <= 0)
        qFatal("--server, --name, --folder, and --room are needed.");

    Person person({*address, parser.value(name), parser.values(room),
                   parser.value(folder) + u"/profile"_s, parser.value(folder) + u"/journal"_s,
                   parser.value(rate).toDouble()});
    bool saidIdle = false;
    QObject::connect(&person, &Person::idle, &person, [&saidIdle] {
        if (!std::exchange(saidIdle, true))
            say("idle");
    });

    QByteArray input;
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&commands, &QSocketNotifier::activated, &person, [&] {
        char bytes[4096];
        const auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            QCoreApplication::quit();
            return;
        }
        input.append(bytes, count);
        for (auto end = input.indexOf('\n'); end >= 0; end = input.indexOf('\n')) {
            obey(person, input.left(end));
            input.remove(0, end + 1);
        }
    });
    person.start();
    return QCoreApplication::exec();
}
