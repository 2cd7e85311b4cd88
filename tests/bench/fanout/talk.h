// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/crowd.h"
#include "tests/bench/fanout/ledger.h"
#include "tests/bench/fanout/serverprocess.h"

#include <chrono>

namespace hobnob::bench
{

/// How people talk, and for how long.
struct Manner {
    /// Messages of each sender that are under way at a time, until all in the room were told. 0:
    /// perSecond holds.
    uint32_t window = 8;
    /// Of all senders together, at even distances. Times count from when a message was due.
    double perSecond = 0;
    size_t messageBytes = 64;
    std::chrono::milliseconds warmUp{1000};
    std::chrono::milliseconds measured{5000};
    /// With nothing new for so long, what is missing is lost.
    std::chrono::milliseconds patience{15000};
    /// Of this many deliveries one is passed over, to see the loss found; 0: none.
    uint64_t dropOneIn = 0;
};

/// What came of it, in the measured time.
struct TalkFigures {
    double seconds = 0;
    uint64_t messages = 0;
    uint64_t deliveries = 0;
    uint64_t frames = 0;
    uint64_t bytes = 0;
    std::chrono::nanoseconds processor{};
    Histogram times;
};

/// Lets the first of a crowd talk and keeps account. Afterwards it waits until everybody was told
/// everything.
class Talk final : private Crowd::Listener
{
public:
    Talk(Crowd &crowd, const Plan &plan, const Manner &manner, const ServerProcess &server);
    ~Talk() override;

    /// Trouble, and losses, are the crowd's trouble.
    [[nodiscard]] TalkFigures run();

private:
    using Clock = Crowd::Clock;

    void delivered(uint32_t guest, Stamp stamp, Clock::time_point now) override;
    void post(uint32_t sender, Clock::time_point since);
    void postAgain(Clock::time_point now);
    void postWhatIsDue(Clock::time_point now);
    void talkUntil(Clock::time_point end);
    void drain();
    [[nodiscard]] TalkFigures snapshot() const;

    Crowd &m_crowd;
    const Plan m_plan;
    const Manner m_manner;
    const ServerProcess &m_server;
    Ledger m_ledger;
    Clock::time_point m_begin;
    uint64_t m_posted = 0;
    uint64_t m_seen = 0;
};

} // namespace hobnob::bench
