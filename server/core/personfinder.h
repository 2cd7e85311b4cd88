// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accountstore.h"

namespace hobnob::server
{

class Attendance;
class Roster;

/// Finds people by their ids: those who are here, those who are in any room, and whoever else the
/// store knows.
class PersonFinder final
{
public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;

    /// All outlive this, or drop their answers when it goes.
    PersonFinder(AccountStore &store, const Attendance &attendance, const Roster &roster)
        : m_store(store), m_attendance(attendance), m_roster(roster)
    {
    }

    /// In the order of \a users. May answer from inside the call. Errors: PersonUnknown (anyone of
    /// them).
    void find(const QList<UserId> &users, Answer<QList<StoredPerson>> answer);

private:
    void findRest(const QList<UserId> &users, QList<StoredPerson> found,
                  const Answer<QList<StoredPerson>> &answer);

    AccountStore &m_store;
    const Attendance &m_attendance;
    const Roster &m_roster;
};

} // namespace hobnob::server
