// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_window SERVER LONG-ROOM OTHER-ROOM PROFILE TURNS SWITCHES: the whole client in this
// process, at a real server: scrolls up in the long room, then switches between the two.
#include "desktop/chatapplication.h"
#include "tests/bench/windowdriver.h"

#include <QFile>

#include <cstdio>

using namespace hobnob;
using namespace Qt::StringLiterals;

namespace
{

int fail(const char *sentence)
{
    std::fprintf(stderr, "bench_window: %s\n", sentence);
    return 1;
}

/// This process's share of the memory, in MiB.
double proportionalSetSize()
{
    QFile rollup(u"/proc/self/smaps_rollup"_s);
    if (!rollup.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = rollup.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    bench::MeteredApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 7)
        return 2;
    const QString &longRoom = arguments[2];
    const QString &otherRoom = arguments[3];

    desktop::ChatApplication chat(
        {arguments[1], u"Bench "_s + randomId().left(8), otherRoom, arguments[4]});
    chat.start();
    auto driver = bench::WindowDriver::create(&application);
    if (!driver)
        return fail("the other room did not come");

    const qint64 otherSeq = driver->seqInMiddle();
    chat.client().joinNamedRoom(longRoom);
    if (!bench::MeteredApplication::waitUntil([&] { return driver->seqInMiddle() > otherSeq; },
                                              std::chrono::seconds(10)))
        return fail("the long room did not come");
    driver->settle();

    const qint64 newest = driver->seqInMiddle();
    application.meter(driver->meteredWidget());
    if (!driver->scrollUp(arguments[5].toInt()))
        return fail("the wheel moved nothing");
    const qint64 passed = newest - driver->seqInMiddle();
    const QJsonObject scroll = application.work().summary();
    const double pss = proportionalSetSize();

    if (!driver->switchBetween(otherRoom, longRoom, arguments[6].toInt()))
        return fail("a click did not switch the room");

    bench::print({{u"scroll"_s, scroll},
                  {u"wheel"_s, driver->turns().summary()},
                  {u"passed"_s, passed},
                  {u"pss"_s, pss},
                  {u"switch"_s, driver->switches().summary()}});
    return 0;
}
