// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/loginattempts.h"

#include <QCryptographicHash>

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray keyOf(const QString &login)
{
    return QCryptographicHash::hash(login.toUtf8(), QCryptographicHash::Sha256).first(16);
}

} // namespace

std::optional<Error> LoginAttempts::begin(const QString &login, Instant now)
{
    forgetIdle(now);
    TokenBucket &bucket = m_buckets[keyOf(login)];
    const auto wait = bucket.wait(m_rate, now);
    if (wait.count() > 0)
        return Error{ErrorCode::RateLimited,
                     u"This password was tried too often. Wait before you try again."_s,
                     {},
                     wait};
    bucket.take(m_rate, now);
    return std::nullopt;
}

void LoginAttempts::forgive(const QString &login, Instant now)
{
    const auto bucket = m_buckets.find(keyOf(login));
    if (bucket == m_buckets.end())
        return;
    bucket->giveBack(m_rate);
    if (bucket->isFull(now))
        m_buckets.erase(bucket);
}

void LoginAttempts::forgetIdle(Instant now)
{
    if (m_buckets.size() < m_forgetAt)
        return;
    m_buckets.removeIf([now](const auto &entry) { return entry.value().isFull(now); });
    m_forgetAt = std::max<qsizetype>(1024, m_buckets.size() * 2);
}

} // namespace hobnob::server
