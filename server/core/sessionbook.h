// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/revocations.h"
#include "server/store/accountstore.h"

#include <QObject>
#include <QTimer>

namespace hobnob::server
{

class Attendance;

/// The sessions that people have, each a place where they are logged in, whether they are there or
/// not: lists them, ends them, and has the store note now and then which are in use.
///
/// Whoever is logged in by a session that ends hears of it in the same turn, by ended(); whoever is
/// just coming in by it is turned away.
class SessionBook final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;

    /// All outlive this.
    SessionBook(AccountStore &store, const Attendance &attendance, Revocations &revocations,
                std::chrono::milliseconds refresh);

    /// Those that have not expired. \a current: which of them asks.
    void list(const StoredPerson &person, const SessionKey &current,
              Answer<QList<protocol::SessionInfo>> answer);
    /// One that the person does not have is not there already, which is as good.
    void end(const UserId &user, const SessionKey &key, Answer<Done> answer);
    void endOthers(const UserId &user, const SessionKey &except, Answer<Done> answer);
    /// A guest goes for good: nothing is kept of them but what they wrote.
    void forgetGuest(const UserId &user, const SessionKey &key);

Q_SIGNALS:
    void ended(const hobnob::UserId &user, const QList<hobnob::SessionKey> &keys);

private:
    void noteUse();

    AccountStore &m_store;
    const Attendance &m_attendance;
    Revocations &m_revocations;
    QTimer m_refresh;
};

} // namespace hobnob::server
