// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/linktable.h"
#include "server/store/peopletable.h"
#include "server/store/sessiontable.h"

namespace hobnob::server
{

/// The SQL of accounts and of what signing in needs. Every error but StorageFailed is named at the
/// operation of AccountStore that it serves. Lives on the writer's thread.
class AccountTable final
{
public:
    /// The arguments outlive this object.
    AccountTable(Transaction &transaction, PeopleTable &people, SessionTable &sessions,
                 LinkTable &links, const StoreClock &clock)
        : m_transaction(transaction), m_people(people), m_sessions(sessions), m_links(links),
          m_clock(clock)
    {
    }

    [[nodiscard]] Result<StoredPerson> create(const NewAccount &account);
    [[nodiscard]] Result<StoredAccount> find(const QString &loginKey);
    [[nodiscard]] Result<StoredAccount> find(const UserId &user);
    [[nodiscard]] Result<bool> hasAdministrator();
    [[nodiscard]] Result<QList<SessionKey>> setPassword(const UserId &user, const QByteArray &hash,
                                                        const SessionKey &except);
    [[nodiscard]] Result<Done> renewPassword(const UserId &user, const QByteArray &before,
                                             const QByteArray &hash);
    [[nodiscard]] Result<StoredPerson> resetPassword(const QByteArray &linkHash,
                                                     const QByteArray &hash);
    [[nodiscard]] Result<Done> setSecondFactor(const UserId &user, const SecondFactor &factor);
    [[nodiscard]] Result<Done> useTotpStep(const UserId &user, qint64 step);
    [[nodiscard]] Result<Done> useRecoveryCode(const UserId &user, const QByteArray &hash);
    [[nodiscard]] Result<Done> setState(const UserId &user, AccountState state);
    [[nodiscard]] Result<Done> setRole(const UserId &user, protocol::ServerRole role);
    [[nodiscard]] Result<Done> remove(const UserId &user);

private:
    /// Of a link that makes an account. Errors: LinkUnknown, StorageFailed.
    [[nodiscard]] Result<protocol::LinkKind> useLink(const QByteArray &codeHash);
    /// Errors: NotAllowed (nobody else is), WrongLogin, StorageFailed.
    [[nodiscard]] Result<Done> checkOthersAdministrate(const UserId &user);
    /// Runs \a sql, which changes the account of somebody.
    template <typename... Values>
    [[nodiscard]] Result<Done> update(const QString &sql, const Values &...values);

    Transaction &m_transaction;
    PeopleTable &m_people;
    SessionTable &m_sessions;
    LinkTable &m_links;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
