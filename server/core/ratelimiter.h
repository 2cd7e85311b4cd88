// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/rates.h"
#include "server/core/sessionid.h"
#include "server/core/tokenbucket.h"
#include "shared/ids.h"
#include "shared/result.h"

#include <QHash>

#include <array>

namespace hobnob::server
{

/// Who asks too often. Keeps an address for each session, and a few bytes for each session, user
/// and address that asked lately.
class RateLimiter final
{
public:
    using Instant = TokenBucket::Instant;

    explicit RateLimiter(const Rates &rates) : m_rates(rates) {}

    /// \a address: what stands for the client's; empty when it is not to be counted.
    void open(SessionId session, const QString &address);
    void close(SessionId session);
    /// Counts one request of a session; \a user is empty before the login. RateLimited, with
    /// retryAfter, when it is one too many, which then costs nothing.
    [[nodiscard]] std::optional<Error> admit(SessionId session, const UserId &user,
                                             limits::RequestKind kind, Instant now);
    /// The same for who has no session. By what is empty it is not counted.
    [[nodiscard]] std::optional<Error> admitFrom(const QString &address, const UserId &user,
                                                 limits::RequestKind kind, Instant now);

    [[nodiscard]] qint64 refusedCount() const { return m_refused; }
    /// Users and addresses that are kept in mind.
    [[nodiscard]] qsizetype rememberedCount() const { return m_users.size() + m_addresses.size(); }

private:
    using Buckets = std::array<TokenBucket, limits::requestKinds>;

    [[nodiscard]] std::optional<Error> admit(TokenBucket &ofSession, const QString &address,
                                             const UserId &user, limits::RequestKind kind,
                                             Instant now);
    /// Forgets whose buckets are full again, each time the number of them has doubled.
    void forgetIdle(Instant now);

    const Rates m_rates;
    /// Their addresses.
    QHash<SessionId, QString> m_sessions;
    // Of those who asked lately:
    QHash<SessionId, Buckets> m_buckets;
    QHash<UserId, Buckets> m_users;
    QHash<QString, Buckets> m_addresses;
    qsizetype m_forgetAt = 1024;
    qint64 m_refused = 0;
};

} // namespace hobnob::server
