// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/discipline.h"
#include "server/core/memberships.h"
#include "server/core/personfinder.h"
#include "server/core/posts.h"
#include "server/core/roomsettings.h"

namespace hobnob::server
{

class Store;

/// All that acts upon rooms, put together: the parts, for those who need some of them. Destroyed
/// from the bottom up.
struct Rooms final {
    /// What is known of rooms and people; all outlive this.
    struct World {
        Store &store;
        const HouseRules &rules;
        RoomDirectory &directory;
        Roster &roster;
        Sanctions &sanctions;
        Timeline &timeline;
        ReadPointers &reads;
        TypingTracker &typing;
        const Rights &rights;
        const Blocks &blocks;
        const Bots &bots;
        const Overview &overview;
        const Attendance &attendance;
        const Reception &reception;
        Subscriptions &subscriptions;
    };

    explicit Rooms(const World &world);

    PersonFinder finder;
    Doors doors;
    RoomActs acts;
    Memberships memberships;
    RoomSettings settings;
    Discipline discipline;
    Posts posts;
};

} // namespace hobnob::server
