// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/tokenbucket.h"
#include "shared/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace hobnob::server
{

/// How often somebody's password may be tried, wherever from: limits::loginAttempts. Names that
/// nobody has are counted alike, so that nothing is learnt from being refused. Keeps a few bytes
/// for each name that was tried lately.
class LoginAttempts final
{
public:
    using Instant = TokenBucket::Instant;

    explicit LoginAttempts(const limits::Rate &rate = limits::loginAttempts) : m_rate(rate) {}

    /// Counts one. RateLimited, with retryAfter, when it is one too many.
    [[nodiscard]] std::optional<Error> begin(const QString &login, Instant now);
    /// It was right, and is not counted.
    void forgive(const QString &login, Instant now);

    [[nodiscard]] qsizetype rememberedCount() const { return m_buckets.size(); }

private:
    void forgetIdle(Instant now);

    const limits::Rate m_rate;
    /// By a hash: a name may be long.
    QHash<QByteArray, TokenBucket> m_buckets;
    qsizetype m_forgetAt = 1024;
};

} // namespace hobnob::server
