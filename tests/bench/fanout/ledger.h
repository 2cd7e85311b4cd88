// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/fanout/histogram.h"
#include "tests/bench/fanout/stamp.h"

#include <chrono>
#include <string>
#include <vector>

namespace hobnob::bench
{

/// Who is where: member i is in room i modulo rooms, and the first so many of all send.
struct Plan {
    uint32_t members = 0;
    uint32_t rooms = 1;
    uint32_t senders = 1;
    /// Whether a sender is told what it said.
    enum class Echo { No, Yes } echo = Echo::Yes;

    [[nodiscard]] uint32_t roomOf(uint32_t member) const { return member % rooms; }
    [[nodiscard]] uint32_t membersOf(uint32_t room) const
    {
        return members / rooms + (room < members % rooms ? 1 : 0);
    }
    [[nodiscard]] uint32_t hearersOf(uint32_t sender) const
    {
        return membersOf(roomOf(sender)) - (echo == Echo::Yes ? 0 : 1);
    }
};

/// Keeps account of what was said and who was told: every member of a room must be told everything
/// that was said there, once, in each sender's order, and nothing else.
class Ledger final
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// \a outstanding: the most messages of one sender that are under way at a time.
    Ledger(const Plan &plan, uint32_t outstanding);

    /// The stamp for the next message of this sender, which is under way since \a time. Only while
    /// canSend().
    [[nodiscard]] Stamp send(uint32_t sender, Time time);
    [[nodiscard]] bool canSend(uint32_t sender) const;
    /// Somebody was told this. False: they should not have been, or not yet; see complaint().
    [[nodiscard]] bool take(uint32_t member, Stamp stamp, Time now);

    /// Senders of messages that all were told of since it was last asked, one for each message.
    [[nodiscard]] const std::vector<uint32_t> &completed() const { return m_completed; }
    void forgetCompleted() { m_completed.clear(); }

    [[nodiscard]] uint64_t sent() const { return m_sent; }
    [[nodiscard]] uint64_t deliveries() const { return m_deliveries; }
    /// Of the deliveries since it was last cleared.
    [[nodiscard]] Histogram &times() { return m_times; }
    /// Deliveries that are still due.
    [[nodiscard]] uint64_t missing() const { return m_due - m_deliveries; }
    /// What went wrong first, or who is still missing what; empty when there is nothing to say.
    [[nodiscard]] std::string complaint() const;

private:
    struct Slot {
        Time since;
        uint32_t missing = 0;
    };

    [[nodiscard]] Slot &slotOf(Stamp stamp)
    {
        return m_slots[size_t(stamp.sender) * m_slotsPerSender +
                       (stamp.number & (m_slotsPerSender - 1))];
    }
    [[nodiscard]] uint32_t &nextOf(uint32_t member, uint32_t sender)
    {
        return m_next[size_t(member) * m_sendersPerRoom + sender / m_plan.rooms];
    }
    [[nodiscard]] bool refuse(uint32_t member, Stamp stamp, const std::string &why);

    Plan m_plan;
    uint32_t m_sendersPerRoom;
    uint32_t m_slotsPerSender;
    std::vector<uint32_t> m_next;
    std::vector<uint32_t> m_sentBy;
    std::vector<uint32_t> m_underWay;
    std::vector<Slot> m_slots;
    std::vector<uint32_t> m_completed;
    Histogram m_times;
    uint64_t m_sent = 0;
    uint64_t m_due = 0;
    uint64_t m_deliveries = 0;
    std::string m_complaint;
};

} // namespace hobnob::bench
