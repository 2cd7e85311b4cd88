// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/fanout/ledger.h"

#include <bit>

namespace hobnob::bench
{

Ledger::Ledger(const Plan &plan, uint32_t outstanding)
    : m_plan(plan), m_sendersPerRoom((plan.senders + plan.rooms - 1) / plan.rooms),
      m_slotsPerSender(std::bit_ceil(outstanding)), m_next(size_t(plan.members) * m_sendersPerRoom),
      m_sentBy(plan.senders), m_underWay(plan.senders),
      m_slots(size_t(plan.senders) * m_slotsPerSender)
{
}

bool Ledger::canSend(uint32_t sender) const
{
    return m_underWay[sender] < m_slotsPerSender;
}

Stamp Ledger::send(uint32_t sender, Time time)
{
    const Stamp stamp{sender, m_sentBy[sender]++};
    slotOf(stamp) = {time, m_plan.hearersOf(sender)};
    ++m_underWay[sender];
    ++m_sent;
    m_due += m_plan.hearersOf(sender);
    return stamp;
}

bool Ledger::take(uint32_t member, Stamp stamp, Time now)
{
    if (stamp.sender >= m_plan.senders)
        return refuse(member, stamp, "was told of a sender that there is not");
    if (member >= m_plan.members || m_plan.roomOf(member) != m_plan.roomOf(stamp.sender))
        return refuse(member, stamp, "was told what was said in another room");
    if (member == stamp.sender && m_plan.echo == Plan::Echo::No)
        return refuse(member, stamp, "was told what it said itself");
    uint32_t &next = nextOf(member, stamp.sender);
    if (stamp.number < next)
        return refuse(member, stamp, "was told twice, or after a later one,");
    if (stamp.number >= m_sentBy[stamp.sender])
        return refuse(member, stamp, "was told what nobody said");
    if (stamp.number > next)
        return refuse(member, stamp,
                      "was not told of number " + std::to_string(next) + ", but then");
    ++next;
    ++m_deliveries;
    Slot &slot = slotOf(stamp);
    m_times.add(now - slot.since);
    if (--slot.missing == 0) {
        --m_underWay[stamp.sender];
        m_completed.push_back(stamp.sender);
    }
    return true;
}

bool Ledger::refuse(uint32_t member, Stamp stamp, const std::string &why)
{
    if (m_complaint.empty())
        m_complaint = "member " + std::to_string(member) + " " + why + " number " +
                      std::to_string(stamp.number) + " of sender " + std::to_string(stamp.sender);
    return false;
}

std::string Ledger::complaint() const
{
    if (!m_complaint.empty() || missing() == 0)
        return m_complaint;
    std::string found = std::to_string(missing()) + " deliveries did not come";
    for (uint32_t member = 0; member < m_plan.members; ++member) {
        for (uint32_t sender = m_plan.roomOf(member); sender < m_plan.senders;
             sender += m_plan.rooms) {
            const uint32_t next = m_next[size_t(member) * m_sendersPerRoom + sender / m_plan.rooms];
            const bool hears = member != sender || m_plan.echo == Plan::Echo::Yes;
            if (hears && next < m_sentBy[sender])
                return found + "; member " + std::to_string(member) + " waits for number " +
                       std::to_string(next) + " of sender " + std::to_string(sender);
        }
    }
    return found;
}

} // namespace hobnob::bench
