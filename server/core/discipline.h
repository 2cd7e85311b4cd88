// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/doors.h"
#include "server/core/houserules.h"
#include "server/core/roomacts.h"

namespace hobnob::server
{

class Sanctions;

/// What moderators do to people: mute, kick and ban them, and take it back.
class Discipline final
{
public:
    /// All outlive this.
    struct Office {
        RoomActs &acts;
        const RoomDirectory &directory;
        Roster &roster;
        Doors &doors;
        const Attendance &attendance;
        Sanctions &sanctions;
        WallClock clock;
    };
    template <typename T>
    using Answer = RoomStore::Answer<T>;

    explicit Discipline(Office office) : m_office(std::move(office)) {}

    /// Does nothing when what is taken back is not in force. \a person exists, and is who the
    /// request names. Errors: RoomUnknown, NotMember, NotAllowed, PersonUnknown (not in the room;
    /// of a mute and a kick), TooManyPeople (limits::sanctionsPerRoom), those of a reason.
    void moderate(const Actor &actor, const protocol::Moderate &request, const StoredPerson &person,
                  const Answer<Done> &answer);

private:
    [[nodiscard]] std::optional<Error> refusal(const Actor &actor,
                                               const protocol::Moderate &request,
                                               const StoredPerson &person) const;
    [[nodiscard]] Result<RoomPlan> plan(const Actor &actor, const protocol::Moderate &request,
                                        const StoredPerson &person);
    void planSanction(RoomPlan &plan, const Actor &actor, const protocol::Moderate &request,
                      const protocol::User &person, protocol::SanctionKind kind);
    void planLifting(RoomPlan &plan, const Actor &actor, const protocol::Moderate &request,
                     const protocol::User &person, protocol::SanctionKind kind);
    void planRemoval(RoomPlan &plan, const protocol::User &person, const Doors::Cause &cause);

    const Office m_office;
};

} // namespace hobnob::server
