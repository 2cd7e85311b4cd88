// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/loginattempts.h"
#include "server/core/passwordhasher.h"
#include "server/store/accountstore.h"

#include <QObject>

namespace hobnob::server
{

/// How a login is compared: as look-alikes are.
[[nodiscard]] QString loginKey(const QString &typed);

/// Whose password it is. Of a name that nobody has and of a wrong password the answer is the same,
/// and takes the same time; each name can be tried only so often.
class Credentials final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;

    /// Both outlive this.
    Credentials(AccountStore &store, PasswordHasher &hasher) : m_store(store), m_hasher(hasher) {}

    /// Errors: WrongLogin, RateLimited, Busy, StorageFailed. Deactivated accounts are nobody's.
    void check(const QString &login, const QString &password, Answer<StoredAccount> answer);
    /// Of somebody who is logged in. Errors: the same, with the field named \a field, and
    /// AccountNeeded.
    void confirm(const StoredPerson &person, const QString &password, const QString &field,
                 Answer<Done> answer);
    /// What was tried last was right in all, so it does not count.
    void forgive(const QString &login);

private:
    void compare(const QString &login, const QString &password, const Result<StoredAccount> &found,
                 const Answer<StoredAccount> &answer);

    /// The password is right, but its hash is not as costly as hashes are by now, or more so.
    void renew(const StoredAccount &account, const QString &password);

    AccountStore &m_store;
    PasswordHasher &m_hasher;
    LoginAttempts m_attempts;
};

} // namespace hobnob::server
