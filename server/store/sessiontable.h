// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/storeclock.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of sessions. Lives on the writer's thread.
class SessionTable final
{
public:
    /// The arguments outlive this object.
    SessionTable(Transaction &transaction, const StoreClock &clock,
                 const SessionLifetimes &lifetimes)
        : m_transaction(transaction), m_clock(clock), m_lifetimes(lifetimes)
    {
    }

    /// Answers the least lately used beyond limits::sessionsPerUser, which end. Errors:
    /// TokenUnknown (the person may not log in), StorageFailed.
    [[nodiscard]] Result<QList<SessionKey>> add(const StoredSession &session);
    /// Errors: TokenUnknown, NameTaken (a guest's, by an account), StorageFailed.
    [[nodiscard]] Result<Recognised> find(const QByteArray &tokenHash);
    [[nodiscard]] Result<QList<StoredSession>> of(const UserId &user);
    [[nodiscard]] Result<Done> touch(const QList<SessionKey> &sessions);
    [[nodiscard]] Result<Done> remove(const UserId &user, const SessionKey &session);
    struct AllBut {
        SessionKey session = {};
    };
    /// Answers which.
    [[nodiscard]] Result<QList<SessionKey>> remove(const UserId &user, const AllBut &except);
    [[nodiscard]] Result<Done> removeExpired();

private:
    /// Since when sessions must have been used, or made.
    struct Bounds {
        Timestamp guestUsed{};
        Timestamp accountUsed{};
        Timestamp accountMade{};
        Timestamp now{};
    };
    [[nodiscard]] Bounds bounds() const;

    Transaction &m_transaction;
    const StoreClock &m_clock;
    const SessionLifetimes m_lifetimes;
};

} // namespace hobnob::server
