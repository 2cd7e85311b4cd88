// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/desk.h"
#include "server/core/roomacts.h"

namespace hobnob::server
{

class Discipline;
class Memberships;
class Overview;
class PersonFinder;
class RoomSettings;
class Sanctions;

/// Takes what people ask about rooms that they are in: what those are, who is in them and what they
/// may; has it done and answers. Never touches a socket.
class RoomDesk final : public Desk
{
    Q_OBJECT

public:
    struct Office {
        const RoomDirectory &directory;
        const Overview &overview;
        const Rights &rights;
        const Sanctions &sanctions;
        PersonFinder &finder;
        RoomSettings &settings;
        Memberships &memberships;
        Discipline &discipline;
        const Attendance &attendance;
        const Reception &reception;
    };

    /// All of \a office outlive this.
    explicit RoomDesk(Office office) : Desk(office.reception, office.attendance), m_office(office)
    {
    }

    void handle(SessionId session, const protocol::ChangeRoom &request);
    void handle(SessionId session, const protocol::DeleteRoom &request);
    void handle(SessionId session, const protocol::GetRoom &request);
    void handle(SessionId session, const protocol::AddPeople &request);
    void handle(SessionId session, const protocol::SetRole &request);
    void handle(SessionId session, const protocol::Moderate &request);
    void handle(SessionId session, const protocol::GetSanctions &request);

private:
    [[nodiscard]] Actor actorOf(SessionId session) const
    {
        return {.user = personOf(session).user};
    }
    /// Refuses when they may not: before anything else is looked at, so that a room which is not
    /// theirs to know answers everything like one that does not exist.
    [[nodiscard]] bool mayNot(SessionId session, RequestId id, const RoomId &room, Action action);

    const Office m_office;
};

} // namespace hobnob::server
