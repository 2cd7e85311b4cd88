// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/ledger.h"
#include "tests/bench/fanout/talk.h"

#include <optional>
#include <string>

namespace hobnob::bench
{

/// What bench_fanout is asked to do.
struct Options {
    std::string dialect = "hobnob";
    uint16_t port = 0;
    pid_t server = 0;
    Plan plan{.members = 1000, .rooms = 1, .senders = 1};
    Manner manner;
    /// Guests in one more room, where nobody talks.
    uint32_t idle = 0;
    /// How long nobody does anything, once all are in.
    std::chrono::milliseconds quiet{0};
    /// All come in, go, and come in again.
    enum class Storm { No, Yes } storm = Storm::No;
    /// How many come in at a time.
    size_t atOnce = 1000;

    [[nodiscard]] static std::string usage();
    /// Nothing when there is one that is not understood.
    [[nodiscard]] static std::optional<Options> parse(int count, char **words);
};

} // namespace hobnob::bench
