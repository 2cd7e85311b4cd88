// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_fill FOLDER NAME=COUNT…: makes a data folder with rooms of so many messages.
#include "server/store/sqlitestore.h"
#include "tests/bench/filler.h"

#include <QCoreApplication>

#include <cstdio>

using namespace hobnob;
using namespace Qt::StringLiterals;

namespace
{

int fail(const QString &sentence)
{
    std::fprintf(stderr, "bench_fill: %s\n", qPrintable(sentence));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.size() < 2)
        return fail(u"Usage: bench_fill FOLDER NAME=COUNT…"_s);

    const auto store = server::SqliteStore::open(arguments.takeFirst());
    if (!store)
        return fail(store.error().sentence);

    for (const QString &argument : std::as_const(arguments)) {
        bool isNumber = false;
        const int count = argument.section(u'=', 1).toInt(&isNumber);
        if (!isNumber || count < 1)
            return fail(u"%1 is not NAME=COUNT."_s.arg(argument));

        bench::Filler filler(store.value().get(), argument.section(u'=', 0, 0), count);
        QObject::connect(&filler, &bench::Filler::filled, &application, &QCoreApplication::quit);
        QObject::connect(&filler, &bench::Filler::failed, &application,
                         [](const QString &sentence) { QCoreApplication::exit(fail(sentence)); });
        filler.start();
        if (const int status = QCoreApplication::exec(); status != 0)
            return status;
    }
    return 0;
}
