// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/houserules.h"
#include "server/core/slowmode.h"
#include "server/store/store.h"

namespace hobnob::server
{

class Blocks;
class Rights;
class RoomActs;
class RoomDirectory;
class Roster;
class Timeline;

/// The one way in which messages come into rooms, whatever brought them: asks whether their author
/// may write there, and not too soon after the last time, and has the timeline keep them.
class Posts final
{
public:
    /// All outlive this.
    struct House {
        const RoomDirectory &directory;
        const Roster &roster;
        const Rights &rights;
        const Blocks &blocks;
        RoomActs &acts;
        Timeline &timeline;
        WallClock clock;
    };
    using Answer = Store::Answer<Appended>;
    /// What speaks against the message when its turn comes; nothing when nothing does.
    using Objection = std::function<std::optional<Error>()>;

    explicit Posts(House house) : m_house(std::move(house)) {}

    /// In turn with what is being done to the room. Errors: those of \a objection, of the table of
    /// rights for Action::Post, Blocked, SlowMode, those of Timeline::post(). May answer from
    /// inside the call.
    void post(const Draft &draft, const Objection &objection, const Answer &answer);
    /// There is no such room any more.
    void forget(const RoomId &room) { m_slowMode.forget(room); }

private:
    void postNow(const Draft &draft, const Answer &answer);
    [[nodiscard]] std::optional<Error> refusal(const Draft &draft);
    [[nodiscard]] std::optional<Error> notNow(const Draft &draft);

    const House m_house;
    SlowMode m_slowMode;
};

} // namespace hobnob::server
