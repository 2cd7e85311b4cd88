// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/houserules.h"
#include "server/core/revocations.h"
#include "server/store/accountstore.h"

#include <QObject>

namespace hobnob::server
{

class Attendance;
class Credentials;
class Links;

/// Somebody who was let in: who they are, by which session, and what they come back with.
struct Admission {
    StoredPerson person;
    SessionKey key;
    QString token;
};

/// Every way of coming in: as a guest, with a password, with a new account, with the token of a
/// session. Whoever was let in is present, and stays so for the grace until a window is attached.
///
/// Every answer may come from inside the call when it is an error.
class Logins final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = AccountStore::Answer<T>;
    struct Ways {
        AccountStore &store;
        PasswordHasher &hasher;
        Credentials &credentials;
        Links &links;
        Attendance &attendance;
        Revocations &revocations;
        const HouseRules &rules;
    };
    /// From where and with what somebody comes, for their list of sessions.
    struct Caller {
        QString client;
        QString address;
    };

    /// All of \a ways outlive this.
    explicit Logins(Ways ways) : m_ways(ways) {}

    /// Errors: GuestsRefused, those of cleanName(), NameTaken, Busy, StorageFailed.
    void admitGuest(const QString &name, const Caller &caller, Answer<Admission> answer);
    /// Errors: those of Credentials::check(), CodeNeeded, CodeWrong.
    void logIn(const protocol::LogIn &request, const Caller &caller, Answer<Admission> answer);
    /// \a guest, when not empty, is present and becomes the account. Errors: RegistrationClosed,
    /// LinkUnknown, those of cleanName() and cleanPassword(), NameTaken, Busy, StorageFailed.
    void signUp(const protocol::Register &request, const UserId &guest, const Caller &caller,
                Answer<Admission> answer);
    /// Errors: TokenUnknown, NameTaken (a guest's name is somebody else's by now), GuestsRefused,
    /// StorageFailed.
    void resume(const QString &token, Answer<Admission> answer);

    /// As the store keeps it.
    [[nodiscard]] static QByteArray hashOf(const QString &token);

Q_SIGNALS:
    /// To make room for one more.
    void sessionsEnded(const hobnob::UserId &user, const QList<hobnob::SessionKey> &keys);

private:
    struct Application;

    [[nodiscard]] StoredSession newSession(const UserId &user, const Caller &caller,
                                           const QString &token) const;
    void checkCode(const StoredAccount &secrets, const std::optional<QString> &code,
                   const Answer<Done> &answer);
    void openSession(const StoredPerson &person, const Caller &caller, Revocations::Moment shown,
                     const Answer<Admission> &answer);
    void apply(const std::shared_ptr<Application> &application);
    void finishApplying(const std::shared_ptr<Application> &application,
                        const QByteArray &passwordHash);
    void recognise(const Recognised &found, const QString &token, Revocations::Moment shown,
                   const Answer<Admission> &answer);

    const Ways m_ways;
};

} // namespace hobnob::server
