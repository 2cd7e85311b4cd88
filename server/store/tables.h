// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accounttable.h"
#include "server/store/announcementtable.h"
#include "server/store/audittable.h"
#include "server/store/blocktable.h"
#include "server/store/bottable.h"
#include "server/store/eventtable.h"
#include "server/store/hooktable.h"
#include "server/store/membershiptable.h"
#include "server/store/picturetable.h"
#include "server/store/reporttable.h"
#include "server/store/roomtable.h"
#include "server/store/sanctiontable.h"
#include "server/store/task.h"

#include <deque>

namespace hobnob::server
{

/// The tables, for tasks: each is the SQL of one family, in the one transaction that the writer
/// begins and ends. Lives on the writer's thread.
struct Tables final {
    /// The arguments outlive this object.
    Tables(Transaction &transaction, RoomTails &tails, const StoreClock &storeClock,
           const SessionLifetimes &sessionLifetimes)
        : clock(storeClock), lifetimes(sessionLifetimes), rooms(transaction, tails),
          reads(transaction, tails), events(transaction, tails, reads, clock),
          people(transaction, reads, clock), sessions(transaction, clock, lifetimes),
          links(transaction, clock), accounts(transaction, people, sessions, links, clock),
          bots(transaction, accounts, sessions, rooms), hooks(transaction, rooms, clock),
          audit(transaction, clock), memberships(transaction, rooms),
          sanctions(transaction, rooms, clock), blocks(transaction, clock),
          reports(transaction, rooms, clock), announcements(transaction, clock),
          pictures(transaction, clock)
    {
    }

    /// Errors: RoomExists, StorageFailed.
    [[nodiscard]] Result<Done> createRoom(const StoredRoom &room,
                                          const QList<StoredMembership> &members);
    /// All of it but what is noted in the audit log. Errors: RoomUnknown, RoomExists,
    /// StorageFailed.
    [[nodiscard]] Result<QList<Appended>> act(const RoomAct &act);
    /// In the audit log, when there is something to note.
    [[nodiscard]] Result<Done> note(const Audit &entry);
    /// Sessions, links, guests and sanctions whose time is over, and images that nobody has.
    [[nodiscard]] Result<Done> removeExpired();

    const StoreClock &clock;
    const SessionLifetimes lifetimes;
    RoomTable rooms;
    ReadTable reads;
    EventTable events;
    PeopleTable people;
    SessionTable sessions;
    LinkTable links;
    AccountTable accounts;
    BotTable bots;
    HookTable hooks;
    AuditTable audit;
    MembershipTable memberships;
    SanctionTable sanctions;
    BlockTable blocks;
    ReportTable reports;
    AnnouncementTable announcements;
    PictureTable pictures;
};

using WriteTask = Task<Tables>;
using WriteTasks = std::deque<std::unique_ptr<WriteTask>>;

} // namespace hobnob::server
