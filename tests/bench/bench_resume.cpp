// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_resume URL MISSED TIMES: comes back to all rooms so often, having missed so many events of
// each.
#include "tests/bench/resumerun.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hobnob;
using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;

    bench::ResumeRun run(QUrl(arguments[1]), arguments[2].toLongLong(), arguments[3].toInt());
    QObject::connect(&run, &bench::ResumeRun::finished, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    QObject::connect(&run, &bench::ResumeRun::failed, &application, [](const QString &sentence) {
        std::fprintf(stderr, "bench_resume: %s\n", qPrintable(sentence));
        QCoreApplication::exit(1);
    });
    run.start();
    const int status = QCoreApplication::exec();
    if (status == 0) {
        QJsonObject figures = run.times().summary();
        figures.insert(u"decoding"_s, run.decoding().summary().value(u"p50"_s));
        bench::print(figures);
    }
    return status;
}
