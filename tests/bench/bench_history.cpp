// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_history URL ROOM COUNT: reads that many pages of a room's history over a WebSocket.
#include "tests/bench/historyrun.h"

#include <QCoreApplication>
#include <QUrl>

#include <cstdio>

using namespace hobnob;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;

    bench::HistoryRun run(arguments[2], arguments[3].toInt());
    QObject::connect(&run, &bench::HistoryRun::finished, &application, &QCoreApplication::quit);
    QObject::connect(&run, &bench::HistoryRun::failed, &application, [](const QString &sentence) {
        std::fprintf(stderr, "bench_history: %s\n", qPrintable(sentence));
        QCoreApplication::exit(1);
    });
    run.start(QUrl(arguments[1]));
    const int status = QCoreApplication::exec();
    if (status == 0)
        bench::print(run.roundTrips().summary());
    return status;
}
