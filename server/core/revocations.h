// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"

#include <QHash>
#include <QSet>

namespace hobnob::server
{

/// What does not let anyone in any more, while some of it may still be on its way: whoever showed a
/// password or a token before it was revoked is turned away when the answer is there. A plain
/// value; keeps a few bytes for each person whose password changed since the start.
class Revocations final
{
public:
    /// What somebody showed, and when.
    enum class Moment : quint64 {};

    [[nodiscard]] Moment now() const { return Moment{m_count}; }
    /// Everything that this person showed until now, but for one session.
    void revokeAllBut(const SessionKey &except, const UserId &user)
    {
        m_users.insert(user, {++m_count, except});
    }
    /// One session of this person.
    void revoke(const UserId &user, const SessionKey &key) { m_sessions.insert({user, key}); }
    /// The store does not know the session any more, so nobody can show it.
    void forget(const UserId &user, const SessionKey &key) { m_sessions.remove({user, key}); }

    /// Whether what was shown at \a moment, and led to this session, was revoked since.
    [[nodiscard]] bool covers(Moment moment, const UserId &user, const SessionKey &key) const
    {
        if (m_sessions.contains({user, key}))
            return true;
        const auto revoked = m_users.constFind(user);
        return revoked != m_users.constEnd() && revoked->at > quint64(moment) &&
               revoked->except != key;
    }

private:
    struct Revoked {
        quint64 at;
        SessionKey except;
    };

    quint64 m_count = 0;
    QHash<UserId, Revoked> m_users;
    QSet<std::pair<UserId, SessionKey>> m_sessions;
};

} // namespace hobnob::server
