// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "server/store/storedpeople.h"
#include "server/store/storefamily.h"

#include <QObject>

namespace hobnob::server
{

class Attendance;
class Reception;

/// What all desks share: they take what a session asks, have it done, and answer who asked, unless
/// they are gone by then.
class Desk : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = StoreFamily::Answer<T>;

Q_SIGNALS:
    void answered(hobnob::server::SessionId session,
                  const hobnob::protocol::ServerMessage &message);

protected:
    /// Both outlive this.
    Desk(const Reception &reception, const Attendance &attendance)
        : m_reception(reception), m_attendance(attendance)
    {
    }

    void answer(SessionId session, const protocol::ServerMessage &message);
    void refuse(SessionId session, RequestId id, const Error &error);
    /// An answer that says nothing but that it is done.
    [[nodiscard]] Answer<Done> accept(SessionId session, RequestId id);
    /// Whoever is logged in there; a default one when nobody is.
    [[nodiscard]] StoredPerson personOf(SessionId session) const;
    [[nodiscard]] bool isAdministrator(SessionId session) const;

private:
    const Reception &m_reception;
    const Attendance &m_attendance;
};

} // namespace hobnob::server
