// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/eventtable.h"
#include "server/store/guesttable.h"
#include "server/store/readtable.h"
#include "server/store/roomtable.h"
#include "server/store/task.h"

#include <deque>

namespace hobnob::server
{

/// The tables, for tasks: each is the SQL of one family, in the one transaction that the writer
/// begins and ends. Lives on the writer's thread.
struct Tables final {
    /// The arguments outlive this object.
    Tables(Transaction &transaction, RoomTails &tails, const StoreClock &clock)
        : rooms(transaction, tails), reads(transaction, tails), guests(transaction, reads, clock),
          events(transaction, tails, reads, clock)
    {
    }

    RoomTable rooms;
    ReadTable reads;
    GuestTable guests;
    EventTable events;
};

using WriteTask = Task<Tables>;
using WriteTasks = std::deque<std::unique_ptr<WriteTask>>;

} // namespace hobnob::server
