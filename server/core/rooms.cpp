// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/rooms.h"

#include "server/store/store.h"

namespace hobnob::server
{

Rooms::Rooms(const World &world)
    : finder(world.store, world.attendance, world.roster),
      doors({.directory = world.directory,
             .roster = world.roster,
             .reads = world.reads,
             .overview = world.overview,
             .attendance = world.attendance,
             .reception = world.reception,
             .bots = world.bots,
             .subscriptions = world.subscriptions}),
      acts(world.store, world.timeline, world.directory, world.rights),
      memberships({.acts = acts,
                   .timeline = world.timeline,
                   .directory = world.directory,
                   .roster = world.roster,
                   .doors = doors,
                   .attendance = world.attendance,
                   .sanctions = world.sanctions,
                   .blocks = world.blocks,
                   .bots = world.bots,
                   .clock = world.rules.clock}),
      settings({.acts = acts,
                .directory = world.directory,
                .roster = world.roster,
                .reads = world.reads,
                .doors = doors,
                .typing = world.typing}),
      discipline({.acts = acts,
                  .directory = world.directory,
                  .roster = world.roster,
                  .doors = doors,
                  .attendance = world.attendance,
                  .sanctions = world.sanctions,
                  .clock = world.rules.clock}),
      posts({.directory = world.directory,
             .roster = world.roster,
             .rights = world.rights,
             .blocks = world.blocks,
             .acts = acts,
             .timeline = world.timeline,
             .clock = world.rules.clock})
{
    QObject::connect(&world.roster, &Roster::ownerLeft, &memberships, &Memberships::passOn);
}

} // namespace hobnob::server
