// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/hookadministration.h"

namespace hobnob::server
{

/// All that is about webhooks, put together.
struct Hooks final {
    /// All outlive this.
    struct World {
        Store &store;
        const HouseRules &rules;
        const RoomDirectory &directory;
        const Attendance &attendance;
        const Rights &rights;
        const Bots &bots;
        Posts &posts;
        Administration &commands;
        BotAdministration &botAdministration;
    };

    Hooks(const World &world, const Rates &rates)
        : incoming({.rules = world.rules,
                    .attendance = world.attendance,
                    .rights = world.rights,
                    .posts = world.posts},
                   world.store.incomingHooksAtStart(), rates),
          outgoing({.store = world.store, .directory = world.directory, .clock = world.rules.clock},
                   world.store.outgoingHooksAtStart()),
          administration(world.commands, {.store = world.store,
                                          .incoming = incoming,
                                          .outgoing = outgoing,
                                          .bots = world.bots,
                                          .botAdministration = world.botAdministration,
                                          .directory = world.directory})
    {
    }

    IncomingHooks incoming;
    OutgoingHooks outgoing;
    HookAdministration administration;
};

} // namespace hobnob::server
