// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/houserules.h"
#include "server/core/revocations.h"
#include "server/store/accountstore.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

class Attendance;
class Credentials;
class Links;

/// What people do with their accounts once they are in (and, with a reset link, before): password,
/// profile, closing the account. The second factor is TwoFactor's.
///
/// Errors of each, where nothing else stands: AccountNeeded (of guests), WrongLogin and RateLimited
/// (where it asks for the password), Busy, StorageFailed. They may be answered from inside the
/// call.
class Accounts final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;
    struct Office {
        AccountStore &store;
        PasswordHasher &hasher;
        Credentials &credentials;
        Links &links;
        Attendance &attendance;
        Revocations &revocations;
    };

    /// All of \a office outlive this.
    explicit Accounts(Office office) : m_office(office) {}

    /// \a current is the session that stays. Errors: those of cleanPassword(), too.
    void changePassword(const StoredPerson &person, const SessionKey &current,
                        const protocol::ChangePassword &request, Answer<Done> answer);
    /// Errors: LinkUnknown, those of cleanPassword().
    void resetPassword(const protocol::ResetPassword &request, Answer<Done> answer);
    /// Errors: those of cleanName(), NameTaken, StatusTooLong.
    void setProfile(const UserId &user, const protocol::SetProfile &request, Answer<Done> answer);
    /// \a picture: the name of one that the store keeps, or empty.
    void setPicture(const UserId &user, const QString &picture, Answer<Done> answer);
    /// Errors: NotAllowed (the last administrator), too.
    void deactivate(const StoredPerson &person, const QString &password, Answer<Done> answer);
    /// Errors: as deactivate().
    void remove(const StoredPerson &person, const QString &password, Answer<Done> answer);

Q_SIGNALS:
    /// After the answer to who asked, who goes on or goes by themselves.
    void sessionsEnded(const hobnob::UserId &user, const QList<hobnob::SessionKey> &keys);
    /// They may not be here any more, by any session. After the answer.
    void expelled(const hobnob::UserId &user);
    void stateChanged(const hobnob::UserId &user, hobnob::server::AccountState state);
    /// After expelled(): there is no such person any more.
    void deleted(const hobnob::UserId &user);

private:
    using Edit = std::function<Result<StoredPerson>(StoredPerson person)>;
    struct PendingEdit {
        Edit edit;
        Answer<Done> answer;
    };

    void changeProfile(const UserId &user, Edit edit, Answer<Done> answer);
    void startEdit(const UserId &user);
    void endEdit(const UserId &user, const Result<Done> &result);
    void noteProfile(const StoredPerson &changed);
    void close(const StoredPerson &person, const QString &password,
               const std::function<void(const UserId &, Answer<Done>)> &how, Answer<Done> answer);

    const Office m_office;
    /// Of each person: the first is with the store.
    QHash<UserId, QList<PendingEdit>> m_edits;
};

} // namespace hobnob::server
