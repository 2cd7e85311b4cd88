// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readtable.h"
#include "server/store/storeclock.h"

namespace hobnob::server
{

/// The SQL of the rooms' logs, their writing half. Lives on the writer's thread.
class EventTable final
{
public:
    /// The arguments outlive this object.
    EventTable(Transaction &transaction, RoomTails &tails, ReadTable &reads,
               const StoreClock &clock)
        : m_transaction(transaction), m_tails(tails), m_reads(reads), m_clock(clock)
    {
    }

    /// What else the task that appends writes.
    enum class Beside { Nothing, More };
    /// Errors: RoomUnknown, OutOfRange (the author used this client id in another room),
    /// StorageFailed.
    [[nodiscard]] Result<Appended> append(const Draft &draft, Beside beside);

private:
    [[nodiscard]] Result<Appended> findRepeated(const Draft &draft, qint64 room);

    Transaction &m_transaction;
    RoomTails &m_tails;
    ReadTable &m_reads;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
