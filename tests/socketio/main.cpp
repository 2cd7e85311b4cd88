// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/socketio/echoserver.h"

#include <QCoreApplication>

#include <cstdio>

/// For the official suites: socketio_echoserver 3000
int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    hobnob::test::EchoServer server;
    if (!server.listen(QHostAddress::Any, argc > 1 ? QByteArray(argv[1]).toUShort() : 0)) {
        std::fprintf(stderr, "%s\n", qPrintable(server.errorString()));
        return 1;
    }
    std::printf("Listening on port %u\n", server.serverPort());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
