// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/doors.h"
#include "server/core/roomacts.h"

namespace hobnob::server
{

class TypingTracker;

/// What rooms are: their names and topics, who may come, what may be done there, and their end.
class RoomSettings final
{
public:
    /// All outlive this.
    struct Office {
        RoomActs &acts;
        RoomDirectory &directory;
        Roster &roster;
        ReadPointers &reads;
        Doors &doors;
        TypingTracker &typing;
    };
    template <typename T>
    using Answer = RoomStore::Answer<T>;

    explicit RoomSettings(Office office) : m_office(office) {}

    /// Errors: RoomUnknown, NotMember, NotAllowed, RoomArchived, AccountNeeded (a guest makes it
    /// private), RoomExists, TooManyRooms, those of a name, a topic and a description.
    void change(const Actor &actor, const protocol::ChangeRoom &request,
                const Answer<Done> &answer);
    /// \a picture: the name of an image that is kept; empty: none. Errors: RoomUnknown, NotMember,
    /// NotAllowed, RoomArchived.
    void setPicture(const Actor &actor, const RoomId &room, const QString &picture,
                    const Answer<Done> &answer);
    /// With its log, for ever. Errors: RoomUnknown, NotMember, NotAllowed.
    void remove(const Actor &actor, const RoomId &room, const Answer<Done> &answer);
    /// Deletes a direct room that nobody is in any more; does nothing to others.
    void removeIfEmpty(const RoomId &room);

private:
    [[nodiscard]] std::optional<Error> refusal(const Actor &actor,
                                               const protocol::ChangeRoom &request) const;
    [[nodiscard]] Result<RoomPlan> planChange(const Actor &actor,
                                              const protocol::ChangeRoom &request);
    /// What of \a room is otherwise after the request.
    [[nodiscard]] Result<StoredRoom> changed(StoredRoom room,
                                             const protocol::ChangeRoom &request) const;
    void addNotices(RoomAct &act, const Actor &actor, const StoredRoom &before) const;
    [[nodiscard]] AuditEntry auditOf(const Actor &actor, const StoredRoom &before,
                                     const StoredRoom &after) const;
    /// Guests stay in a private room for good, and in a public one while they are present.
    void addGuests(RoomAct &act) const;
    /// Guests came and went, or became accounts, while this was written.
    void mendGuests(const RoomAct &act);
    /// It is on disk.
    void finish(const StoredRoom &before, const StoredRoom &after);

    const Office m_office;
};

} // namespace hobnob::server
