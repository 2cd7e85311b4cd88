// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_store FOLDER ROOM COUNT: reads that many pages of 50 at random depths of the room from the
// store alone, one after the other.
#include "server/store/sqlitestore.h"
#include "shared/limits.h"
#include "tests/bench/samples.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <random>

using namespace hobnob;
using namespace Qt::StringLiterals;

namespace
{

/// Asks for the next page when the last one has come.
class PageRun final
{
public:
    PageRun(server::Store *store, const server::StoredRoom &room, int count)
        : m_store(store), m_room(room), m_left(count)
    {
    }

    void next()
    {
        if (m_left-- == 0)
            return QCoreApplication::quit();
        const auto depth = static_cast<qint64>(m_random() % number(m_room.lastSeq));
        m_asked = bench::Clock::now();
        m_store->readPage({m_room.id, Seq{depth + 2}, std::nullopt, limits::historyDefault},
                          [this](const Result<server::Page> &page) {
                              m_samples.add(bench::Clock::now() - m_asked);
                              if (!page || page->events.isEmpty()) {
                                  std::fprintf(stderr, "bench_store: a page was empty or failed\n");
                                  return QCoreApplication::exit(1);
                              }
                              next();
                          });
    }

    [[nodiscard]] const bench::Samples &samples() const { return m_samples; }

private:
    server::Store *m_store;
    server::StoredRoom m_room;
    int m_left;
    bench::Clock::time_point m_asked;
    bench::Samples m_samples;
    std::mt19937 m_random{2};
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 2;

    const auto store = server::SqliteStore::open(arguments[1]);
    if (!store) {
        std::fprintf(stderr, "bench_store: %s\n", qPrintable(store.error().sentence));
        return 1;
    }
    const QList<server::StoredRoom> rooms = store.value()->roomsAtStart();
    const auto room = std::find_if(rooms.begin(), rooms.end(), [&](const server::StoredRoom &each) {
        return each.name == arguments[2];
    });
    if (room == rooms.end()) {
        std::fprintf(stderr, "bench_store: there is no such room\n");
        return 1;
    }

    PageRun run(store.value().get(), *room, arguments[3].toInt());
    QTimer::singleShot(0, &application, [&run] { run.next(); });
    const int status = QCoreApplication::exec();
    if (status == 0)
        bench::print(run.samples().summary());
    return status;
}
