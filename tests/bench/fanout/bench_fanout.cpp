// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/options.h"

#include <cstdio>
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

/// How long something took by the clock and of the server's processor.
struct Effort {
    explicit Effort(const ServerProcess &process)
        : server(process), begin(Crowd::Clock::now()), processorBefore(process.processorTime())
    {
    }

    void print(const char *name) const
    {
        std::printf("\"%s\": {\"seconds\": %.4f, \"cpu\": %.4f}, ", name,
                    seconds(Crowd::Clock::now() - begin),
                    seconds(server.processorTime() - processorBefore));
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
    std::printf("\"memory\": {\"rss\": %.1f, \"rssEach\": %.2f, \"pssEach\": %.2f}, ",
                double(after.residentBytes) / 1024 / 1024,
                double(after.residentBytes - before.residentBytes) / each,
                double(after.proportionalBytes - before.proportionalBytes) / each);
}

double milliseconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

void printTalk(const TalkFigures &found)
{
    const auto deliveries = double(std::max<uint64_t>(found.deliveries, 1));
    std::printf("\"talk\": {\"seconds\": %.3f, \"messages\": %llu, \"deliveries\": %llu, "
                "\"deliveriesPerSecond\": %.0f, \"cpuPerDelivery\": %.4f, \"cpuShare\": %.4f, "
                "\"bytesPerDelivery\": %.1f, \"framesPerDelivery\": %.3f, "
                "\"p50\": %.3f, \"p99\": %.3f, \"max\": %.3f}, ",
                found.seconds, static_cast<unsigned long long>(found.messages),
                static_cast<unsigned long long>(found.deliveries),
                double(found.deliveries) / found.seconds,
                double(found.processor.count()) / 1000 / deliveries,
                seconds(found.processor) / found.seconds, double(found.bytes) / deliveries,
                double(found.frames) / deliveries, milliseconds(found.times.percentile(0.5)),
                milliseconds(found.times.percentile(0.99)), milliseconds(found.times.longest()));
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
    std::printf("{");

    Effort comingIn(server);
    crowd.bringIn(rooms, options.atOnce);
    comingIn.print("comingIn");
    if (options.storm == Options::Storm::Yes && crowd.trouble().empty()) {
        crowd.leave();
        std::this_thread::sleep_for(graceOfGuests);
        dialect.enter(Dialect::Entry::Again);
        Effort comingAgain(server);
        crowd.bringIn(rooms, options.atOnce);
        comingAgain.print("comingAgain");
    }
    if (options.quiet > 0ms) {
        // What coming in left to do is done.
        wait(crowd, 2s);
        printMemory(memoryBefore, server.memory(), rooms.size());
        Effort doingNothing(server);
        wait(crowd, options.quiet);
        doingNothing.print("quiet");
    }
    if (options.manner.measured > 0ms && crowd.trouble().empty()) {
        Plan plan = options.plan;
        plan.echo = dialect.echoes() ? Plan::Echo::Yes : Plan::Echo::No;
        printTalk(Talk(crowd, plan, options.manner, server).run());
    }
    std::printf("\"guests\": %zu}\n", crowd.size());
    if (crowd.trouble().empty())
        return 0;
    std::fprintf(stderr, "bench_fanout: %s\n", crowd.trouble().c_str());
    return 1;
}

} // namespace

/// Prints one line of JSON. Any loss, double or disorder, and any refusal, ends it with 1.
int main(int count, char **words)
{
    const auto options = Options::parse(count, words);
    const auto dialect = options ? dialectNamed(options->dialect) : nullptr;
    if (!dialect || (options->storm == Options::Storm::Yes && !dialect->knowsAgain())) {
        std::fputs(Options::usage().c_str(), stderr);
        return 2;
    }
    if (!raiseDescriptorLimit(options->plan.members + options->idle + 100)) {
        std::fputs("bench_fanout: the system gives too few descriptors\n", stderr);
        return 1;
    }
    return run(*options, *dialect);
}
