// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/talk.h"

#include <algorithm>

namespace hobnob::bench
{

namespace
{

using namespace std::chrono_literals;

/// Messages of a sender under way, with a pace: a server that is further behind is told no more.
constexpr uint32_t mostBehind = 4096;

} // namespace

Talk::Talk(Crowd &crowd, const Plan &plan, const Manner &manner, const ServerProcess &server)
    : m_crowd(crowd), m_plan(plan), m_manner(manner), m_server(server),
      m_ledger(plan, manner.window > 0 ? manner.window : mostBehind)
{
    m_crowd.setListener(this);
}

Talk::~Talk()
{
    m_crowd.setListener(nullptr);
}

TalkFigures Talk::run()
{
    m_begin = Clock::now();
    for (uint32_t sender = 0; m_manner.window > 0 && sender < m_plan.senders; ++sender) {
        for (uint32_t i = 0; i < m_manner.window; ++i)
            post(sender, m_begin);
    }
    talkUntil(m_begin + m_manner.warmUp);
    m_ledger.times().clear();
    const auto from = Clock::now();
    const TalkFigures before = snapshot();
    talkUntil(from + m_manner.measured);
    TalkFigures found = snapshot();
    found.seconds = std::chrono::duration<double>(Clock::now() - from).count();
    found.messages -= before.messages;
    found.deliveries -= before.deliveries;
    found.frames -= before.frames;
    found.bytes -= before.bytes;
    found.processor -= before.processor;
    found.times = m_ledger.times();
    drain();
    return found;
}

TalkFigures Talk::snapshot() const
{
    TalkFigures figures;
    figures.messages = m_ledger.sent();
    figures.deliveries = m_ledger.deliveries();
    figures.frames = m_crowd.frames();
    figures.bytes = m_crowd.bytes();
    figures.processor = m_server.processorTime();
    return figures;
}

void Talk::talkUntil(Clock::time_point end)
{
    while (m_crowd.trouble().empty()) {
        const auto now = Clock::now();
        if (now >= end)
            return;
        auto wait = std::chrono::nanoseconds(end - now);
        if (m_manner.window > 0) {
            postAgain(now);
        } else {
            postWhatIsDue(now);
            const auto every = std::chrono::duration<double>(1 / m_manner.perSecond);
            const auto next = m_begin + every * double(m_posted);
            wait = std::min(
                wait,
                std::max(0ns, std::chrono::duration_cast<std::chrono::nanoseconds>(next - now)));
        }
        m_crowd.turn(wait);
    }
}

void Talk::drain()
{
    uint64_t before = m_ledger.missing();
    auto deadline = Clock::now() + m_manner.patience;
    while (m_ledger.missing() > 0 && m_crowd.trouble().empty() && Clock::now() < deadline) {
        m_crowd.turn(100ms);
        if (m_ledger.missing() < before) {
            before = m_ledger.missing();
            deadline = Clock::now() + m_manner.patience;
        }
    }
    const std::string complaint = m_ledger.complaint();
    if (!complaint.empty())
        m_crowd.setTrouble(complaint);
}

void Talk::delivered(uint32_t guest, Stamp stamp, Clock::time_point now)
{
    if (m_manner.dropOneIn > 0 && ++m_seen % m_manner.dropOneIn == 0)
        return;
    if (!m_ledger.take(guest, stamp, now))
        m_crowd.setTrouble(m_ledger.complaint());
}

void Talk::post(uint32_t sender, Clock::time_point since)
{
    const Stamp stamp = m_ledger.send(sender, since);
    m_crowd.post(sender, stamp, stampedText(stamp, m_manner.messageBytes));
    ++m_posted;
}

void Talk::postAgain(Clock::time_point now)
{
    for (const uint32_t sender : m_ledger.completed())
        post(sender, now);
    m_ledger.forgetCompleted();
}

void Talk::postWhatIsDue(Clock::time_point now)
{
    m_ledger.forgetCompleted();
    const auto every = std::chrono::duration<double>(1 / m_manner.perSecond);
    while (true) {
        const auto due =
            m_begin + std::chrono::duration_cast<Clock::duration>(every * double(m_posted));
        const auto sender = uint32_t(m_posted % m_plan.senders);
        if (due > now)
            return;
        if (!m_ledger.canSend(sender)) {
            m_crowd.setTrouble("the server is thousands of messages behind");
            return;
        }
        post(sender, due);
    }
}

} // namespace hobnob::bench
