// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/ratelimiter.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

QString sentence(limits::RequestKind kind)
{
    switch (kind) {
    case limits::RequestKind::LoggingIn:
        return u"Too many people log in from where you are. Wait a moment."_s;
    case limits::RequestKind::SigningIn:
        return u"Passwords are tried too often from where you are. Wait a moment."_s;
    case limits::RequestKind::Managing:
        return u"You change things faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Posting:
        return u"You write faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Joining:
        return u"You join rooms faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Creating:
        return u"You make rooms faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Paging:
        return u"You read faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Reading:
        return u"You read on faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Presence:
        return u"You come and go faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Pinging:
        return u"You ask for signs of life faster than this server allows. Wait a moment."_s;
    case limits::RequestKind::Hooking:
        return u"Too many messages come from here. Wait a moment."_s;
    case limits::RequestKind::Typing:
        return u"You type faster than this server allows. Wait a moment."_s;
    }
    Q_UNREACHABLE();
}

template <typename Hash>
void removeIdle(Hash &hash, TokenBucket::Instant now)
{
    const auto isFull = [now](const TokenBucket &bucket) { return bucket.isFull(now); };
    for (auto entry = hash.begin(); entry != hash.end();)
        entry = std::all_of(entry->begin(), entry->end(), isFull) ? hash.erase(entry)
                                                                  : std::next(entry);
}

} // namespace

void RateLimiter::open(SessionId session, const QString &address)
{
    m_sessions.insert(session, address);
}

void RateLimiter::close(SessionId session)
{
    m_sessions.remove(session);
    m_buckets.remove(session);
}

std::optional<Error> RateLimiter::admit(SessionId session, const UserId &user,
                                        limits::RequestKind kind, Instant now)
{
    const auto address = m_sessions.constFind(session);
    if (address == m_sessions.constEnd())
        return std::nullopt;
    forgetIdle(now);
    TokenBucket uncounted;
    TokenBucket &ofSession = m_rates.of(kind).session.burst == 0
                                 ? uncounted
                                 : m_buckets[session].at(static_cast<size_t>(kind));
    return admit(ofSession, *address, user, kind, now);
}

std::optional<Error> RateLimiter::admitFrom(const QString &address, const UserId &user,
                                            limits::RequestKind kind, Instant now)
{
    forgetIdle(now);
    TokenBucket uncounted;
    return admit(uncounted, address, user, kind, now);
}

std::optional<Error> RateLimiter::admit(TokenBucket &ofSession, const QString &address,
                                        const UserId &user, limits::RequestKind kind, Instant now)
{
    const auto &rates = m_rates.of(kind);
    const auto index = static_cast<size_t>(kind);
    TokenBucket uncounted;
    TokenBucket &ofUser =
        user.isEmpty() || rates.user.burst == 0 ? uncounted : m_users[user].at(index);
    TokenBucket &ofAddress =
        address.isEmpty() || rates.address.burst == 0 ? uncounted : m_addresses[address].at(index);
    const auto wait = std::max({ofSession.wait(rates.session, now), ofUser.wait(rates.user, now),
                                ofAddress.wait(rates.address, now)});
    if (wait.count() > 0) {
        ++m_refused;
        return Error{ErrorCode::RateLimited, sentence(kind), {}, wait};
    }
    ofSession.take(rates.session, now);
    ofUser.take(rates.user, now);
    ofAddress.take(rates.address, now);
    return std::nullopt;
}

void RateLimiter::forgetIdle(Instant now)
{
    const auto count = [this] { return rememberedCount() + m_buckets.size(); };
    if (count() < m_forgetAt)
        return;
    removeIdle(m_buckets, now);
    removeIdle(m_users, now);
    removeIdle(m_addresses, now);
    m_forgetAt = std::max<qsizetype>(1024, count() * 2);
}

} // namespace hobnob::server
