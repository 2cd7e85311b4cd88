// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_firstwindow PROGRAM [ARGUMENTS…]: starts a program, prints the milliseconds until its first
// window is painted, and ends it.
#include "tests/bench/windowwatch.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>

extern char **environ;

namespace
{

using namespace std::chrono_literals;

/// Ends the child, kindly first.
void end(pid_t child)
{
    kill(child, SIGTERM);
    for (int tries = 0; tries < 300; ++tries) {
        if (waitpid(child, nullptr, WNOHANG) == child)
            return;
        std::this_thread::sleep_for(10ms);
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
}

} // namespace

int main(int argc, char *argv[])
{
    auto watch = hobnob::bench::WindowWatch::create();
    if (argc < 2 || !watch) {
        std::fprintf(stderr, "bench_firstwindow: no program named, or no X server\n");
        return 2;
    }

    const auto started = std::chrono::steady_clock::now();
    pid_t child = 0;
    if (posix_spawnp(&child, argv[1], nullptr, nullptr, argv + 1, environ) != 0) {
        std::fprintf(stderr, "bench_firstwindow: %s cannot be started\n", argv[1]);
        return 2;
    }
    const bool painted = watch->waitForPaintedWindow(20);
    const std::chrono::duration<double, std::milli> time =
        std::chrono::steady_clock::now() - started;
    end(child);
    if (!painted) {
        std::fprintf(stderr, "bench_firstwindow: no window within 20 s\n");
        return 1;
    }
    std::printf("{\"ms\": %.3f}\n", time.count());
    return 0;
}
