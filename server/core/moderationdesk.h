// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/desk.h"
#include "server/store/auditentry.h"

namespace hobnob::server
{

class Rights;
class Store;
struct Moderation;

/// Takes what people ask about whom they find, whom they do not want to hear of, what they object
/// to and what administrators do; has it done and answers. Never touches a socket.
class ModerationDesk final : public Desk
{
    Q_OBJECT

public:
    struct Office {
        Store &store;
        Moderation &moderation;
        const Rights &rights;
        const Attendance &attendance;
        const Reception &reception;
    };

    /// All of \a office outlive this.
    explicit ModerationDesk(Office office)
        : Desk(office.reception, office.attendance), m_office(office)
    {
    }

    void handle(SessionId session, const protocol::SetBlocked &request);
    void handle(SessionId session, const protocol::FindPeople &request);
    void handle(SessionId session, const protocol::ReportEvent &request);
    void handle(SessionId session, const protocol::GetReports &request);
    void handle(SessionId session, const protocol::ResolveReport &request);
    void handle(SessionId session, const protocol::GetAudit &request);
    void handle(SessionId session, const protocol::Announce &request);

private:
    [[nodiscard]] QList<protocol::Person> found(const UserId &asking, const QString &text,
                                                const QList<StoredPerson> &accounts) const;
    [[nodiscard]] protocol::Person toPerson(const StoredPerson &person) const;
    [[nodiscard]] std::optional<Error> noAudit(SessionId session,
                                               const std::optional<RoomId> &room) const;

    const Office m_office;
};

} // namespace hobnob::server
