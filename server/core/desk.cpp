// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/desk.h"

#include "server/core/attendance.h"
#include "server/core/reception.h"
#include "shared/protocol/codec.h"

namespace hobnob::server
{

void Desk::answer(SessionId session, const protocol::ServerMessage &message)
{
    if (m_reception.knows(session))
        Q_EMIT answered(session, message);
}

void Desk::refuse(SessionId session, RequestId id, const Error &error)
{
    answer(session, protocol::toMessage(error, id));
}

Desk::Answer<Done> Desk::accept(SessionId session, RequestId id)
{
    return [this, session, id](const Result<Done> &done) {
        if (done)
            answer(session, protocol::Accepted{id});
        else
            refuse(session, id, done.error());
    };
}

StoredPerson Desk::personOf(SessionId session) const
{
    return m_attendance.find(m_reception.userOf(session).id).value_or(StoredPerson{});
}

bool Desk::isAdministrator(SessionId session) const
{
    return personOf(session).role == protocol::ServerRole::Administrator;
}

} // namespace hobnob::server
