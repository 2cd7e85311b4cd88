// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// killedclient PORT FOLDER: a client that joins the lobby, says "in", and then sends each line that
// it reads; it says "sent" when send() has returned. tst_killedclient kills it in between.

#include "desktop/client/chatclient.h"
#include "desktop/client/profile.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <string>
#include <unistd.h>

using namespace hobnob;
using namespace hobnob::desktop;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    Profile profile(arguments[2]);
    ChatClient client(&profile);
    const RoomId lobby(u"lobby"_s);
    const auto say = [](const char *word) {
        std::puts(word);
        std::fflush(stdout);
    };
    QObject::connect(&client, &ChatClient::loggedIn, &client,
                     [&] { client.joinNamedRoom(u"Lobby"_s); });
    QObject::connect(&client, &ChatClient::roomOpened, &client, [&] { say("in"); });
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    std::string line;
    QObject::connect(&input, &QSocketNotifier::activated, &client, [&] {
        char byte = 0;
        if (read(STDIN_FILENO, &byte, 1) != 1)
            return;
        if (byte != '\n') {
            line += byte;
            return;
        }
        if (client.send(lobby, QString::fromStdString(std::exchange(line, {}))).ok())
            say("sent");
    });
    client.connectTo(*ServerAddress::parse(u"127.0.0.1:"_s + arguments[1]), u"Me"_s);
    return QCoreApplication::exec();
}
