// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_acknowledge URL COUNT PER_SECOND: posts that many messages at that pace.
#include "tests/bench/acknowledgementrun.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hobnob;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;

    bench::AcknowledgementRun run(arguments[2].toInt(), arguments[3].toInt());
    QObject::connect(&run, &bench::AcknowledgementRun::finished, &application,
                     &QCoreApplication::quit, Qt::QueuedConnection);
    QObject::connect(&run, &bench::AcknowledgementRun::failed, &application,
                     [](const QString &sentence) {
                         std::fprintf(stderr, "bench_acknowledge: %s\n", qPrintable(sentence));
                         QCoreApplication::exit(1);
                     });
    run.start(QUrl(arguments[1]));
    const int status = QCoreApplication::exec();
    if (status == 0)
        bench::print(run.times().summary());
    return status;
}
