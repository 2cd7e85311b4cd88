// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storedrooms.h"
#include "server/store/storefamily.h"

namespace hobnob::server
{

/// Rooms, who is in them and who may not be.
class RoomStore : public virtual StoreFamily
{
public:
    // As they were when the store was opened:
    [[nodiscard]] virtual QList<StoredRoom> roomsAtStart() const = 0;
    [[nodiscard]] virtual QList<StoredMembership> membershipsAtStart() const = 0;
    /// All who have a membership.
    [[nodiscard]] virtual QList<StoredPerson> membersAtStart() const = 0;
    /// Those that are over are left out.
    [[nodiscard]] virtual QList<StoredSanction> sanctionsAtStart() const = 0;

    /// Errors: RoomExists (a public room of this name, or a direct one of these people).
    virtual void createRoom(const StoredRoom &room, const QList<StoredMembership> &members,
                            Answer<Done> answer) = 0;
    /// Nobody is in it yet.
    void createRoom(const StoredRoom &room, Answer<Done> answer)
    {
        createRoom(room, {}, std::move(answer));
    }
    /// Answers the notices in their places. People who are gone by now are passed over. Errors:
    /// RoomUnknown, RoomExists.
    virtual void act(const RoomAct &act, Answer<QList<Appended>> answer) = 0;
    /// With its log and all that belongs to it. Done as well when there is none; that is not noted.
    virtual void deleteRoom(const RoomId &room, const Audit &audit, Answer<Done> answer) = 0;
};

} // namespace hobnob::server
