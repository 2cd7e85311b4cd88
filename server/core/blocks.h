// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/moderationstore.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

/// Whom people do not want to hear of. Knows only of what is on disk.
class Blocks final : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Answer = ModerationStore::Answer<T>;

    /// \a store outlives this, or drops its answers when it goes.
    explicit Blocks(ModerationStore &store);

    /// Done as well when it is so already. Errors: TooManyPeople (limits::blocksPerUser). They,
    /// and what is so already, may be answered from inside the call; changed() comes before the
    /// answer.
    void block(const UserId &by, const protocol::User &person, Answer<Done> answer);
    /// As block().
    void unblock(const UserId &by, const UserId &person, Answer<Done> answer);
    /// They are called otherwise from now on; nobody is told.
    void rename(const protocol::User &person);
    /// There is no such person any more. Whoever blocked them does so still, until they take it
    /// back.
    void forget(const UserId &person) { m_blocked.remove(person); }

    [[nodiscard]] bool blocks(const UserId &by, const UserId &person) const;
    /// In the order in which they were blocked.
    [[nodiscard]] QList<protocol::User> blockedBy(const UserId &user) const
    {
        return m_blocked.value(user);
    }

Q_SIGNALS:
    /// This person blocks others, or fewer, than before.
    void changed(const hobnob::UserId &by);

private:
    void note(const UserId &by, const protocol::User &person);
    void noteOver(const UserId &by, const UserId &person);

    ModerationStore &m_store;
    QHash<UserId, QList<protocol::User>> m_blocked;
    /// How many of each person's are being written.
    QHash<UserId, int> m_writing;
};

} // namespace hobnob::server
