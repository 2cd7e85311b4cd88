// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/houserules.h"
#include "server/store/accountstore.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

class Attendance;
class Credentials;

/// Starts and stops the second factor of those who are in. A secret that was offered is in force
/// only once a code made with it was shown; until then it is kept in memory alone.
class TwoFactor final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;

    /// All outlive this.
    TwoFactor(AccountStore &store, Credentials &credentials, Attendance &attendance,
              const HouseRules &rules)
        : m_store(store), m_credentials(credentials), m_attendance(attendance), m_rules(rules)
    {
    }

    /// Errors: those of Credentials::confirm().
    void start(const StoredPerson &person, const QString &password,
               Answer<protocol::TwoFactorOffered> answer);
    /// Answers the recovery codes. Errors: AccountNeeded, CodeWrong (also when nothing was
    /// offered), StorageFailed, Busy.
    void confirm(const StoredPerson &person, const QString &code, Answer<QStringList> answer);
    /// Errors: those of Credentials::confirm(), StorageFailed, Busy.
    void stop(const StoredPerson &person, const QString &password, Answer<Done> answer);
    /// They are gone, and what they were offered with them.
    void drop(const UserId &user) { m_offered.remove(user); }

private:
    void noteChanged(const UserId &user, bool twoFactor);

    AccountStore &m_store;
    Credentials &m_credentials;
    Attendance &m_attendance;
    const HouseRules &m_rules;
    QHash<UserId, QByteArray> m_offered;
};

} // namespace hobnob::server
