// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/options.h"

#include <algorithm>
#include <initializer_list>
#include <iomanip>
#include <iostream>
#include <thread>

using namespace hobnob::bench;
using namespace std::chrono_literals;

namespace
{

/// A guest who left is gone only after limits::guestGrace.
constexpr auto graceOfGuests = 9s;

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

/// A number with its name.
struct Figure {
    const char *name;
    double value;
};

void print(const char *name, std::initializer_list<Figure> figures)
{
    std::cout << '"' << name << "\": {";
    const char *between = "";
    for (const Figure &figure : figures) {
        std::cout << between << '"' << figure.name << "\": " << figure.value;
        between = ", ";
    }
    std::cout << "}, ";
}

/// How long something took by the clock and of the server's processor.
struct Effort {
    explicit Effort(const ServerProcess &process)
        : server(process), begin(Crowd::Clock::now()), processorBefore(process.processorTime())
    {
    }

    void printAs(const char *name) const
    {
        const double taken = seconds(Crowd::Clock::now() - begin);
        print(name,
              {{"seconds", taken}, {"cpu", seconds(server.processorTime() - processorBefore)}});
    }

    const ServerProcess &server;
    Crowd::Clock::time_point begin;
    std::chrono::nanoseconds processorBefore;
};

void wait(Crowd &crowd, std::chrono::nanoseconds time)
{
    const auto end = Crowd::Clock::now() + time;
    while (crowd.trouble().empty() && Crowd::Clock::now() < end)
        crowd.turn(end - Crowd::Clock::now());
}

void printMemory(const ServerProcess::Memory &before, const ServerProcess::Memory &after,
                 size_t count)
{
    const double each = double(std::max<size_t>(count, 1)) * 1024;
    print("memory",
          {{"rss", double(after.residentBytes) / 1024 / 1024},
           {"rssEach", double(after.residentBytes - before.residentBytes) / each},
           {"pssEach", double(after.proportionalBytes - before.proportionalBytes) / each}});
}

void printTalk(const TalkFigures &found)
{
    const auto deliveries = double(std::max<uint64_t>(found.deliveries, 1));
    print("talk", {{"seconds", found.seconds},
                   {"messages", double(found.messages)},
                   {"deliveries", double(found.deliveries)},
                   {"deliveriesPerSecond", double(found.deliveries) / found.seconds},
                   {"cpuPerDelivery", double(found.processor.count()) / 1000 / deliveries},
                   {"cpuShare", seconds(found.processor) / found.seconds},
                   {"bytesPerDelivery", double(found.bytes) / deliveries},
                   {"framesPerDelivery", double(found.frames) / deliveries},
                   {"p50", milliseconds(found.times.percentile(0.5))},
                   {"p99", milliseconds(found.times.percentile(0.99))},
                   {"max", milliseconds(found.times.longest())}});
}

/// Talkers first, so that their numbers are those of the plan.
std::vector<uint32_t> roomsOf(const Options &options)
{
    std::vector<uint32_t> rooms;
    for (uint32_t member = 0; member < options.plan.members; ++member)
        rooms.push_back(options.plan.roomOf(member));
    rooms.insert(rooms.end(), options.idle, options.plan.rooms);
    return rooms;
}

int run(const Options &options, Dialect &dialect)
{
    const ServerProcess server(options.server);
    Crowd crowd(dialect, options.port);
    const auto rooms = roomsOf(options);
    const auto memoryBefore = server.memory();
    std::cout << std::setprecision(12) << '{';

    Effort comingIn(server);
    crowd.bringIn(rooms, options.atOnce);
    comingIn.printAs("comingIn");
    if (options.storm == Options::Storm::Yes && crowd.trouble().empty()) {
        crowd.leave();
        std::this_thread::sleep_for(graceOfGuests);
        dialect.enter(Dialect::Entry::Again);
        Effort comingAgain(server);
        crowd.bringIn(rooms, options.atOnce);
        comingAgain.printAs("comingAgain");
    }
    if (options.quiet > 0ms) {
        // What coming in left to do is done.
        wait(crowd, 2s);
        printMemory(memoryBefore, server.memory(), rooms.size());
        Effort doingNothing(server);
        wait(crowd, options.quiet);
        doingNothing.printAs("quiet");
    }
    if (options.manner.measured > 0ms && crowd.trouble().empty()) {
        Plan plan = options.plan;
        plan.echo = dialect.echoes() ? Plan::Echo::Yes : Plan::Echo::No;
        printTalk(Talk(crowd, plan, options.manner, server).run());
    }
    std::cout << "\"guests\": " << crowd.size() << "}\n";
    if (crowd.trouble().empty())
        return 0;
    std::cerr << "bench_fanout: " << crowd.trouble() << '\n';
    return 1;
}

} // namespace

/// Prints one line of JSON. Any loss, double or disorder, and any refusal, ends it with 1.
int main(int count, char **words)
{
    const auto options = Options::parse(count, words);
    const auto dialect = options ? dialectNamed(options->dialect) : nullptr;
    if (!dialect || (options->storm == Options::Storm::Yes && !dialect->knowsAgain())) {
        std::cerr << Options::usage();
        return 2;
    }
    if (!raiseDescriptorLimit(options->plan.members + options->idle + 100)) {
        std::cerr << "bench_fanout: the system gives too few descriptors\n";
        return 1;
    }
    return run(*options, *dialect);
}
