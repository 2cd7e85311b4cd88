// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/readtable.h"
#include "server/store/storeclock.h"

namespace hobnob::server
{

/// The SQL of people, and of the names that are reserved for accounts. Lives on the writer's
/// thread.
class PeopleTable final
{
public:
    /// The arguments outlive this object.
    PeopleTable(Transaction &transaction, ReadTable &reads, const StoreClock &clock)
        : m_transaction(transaction), m_reads(reads), m_clock(clock)
    {
    }

    /// Nothing when nobody has this id.
    [[nodiscard]] Result<std::optional<StoredPerson>> find(const UserId &user);
    /// Adds the person, or gives them this kind and name.
    [[nodiscard]] Result<Done> save(const protocol::User &user, const NameKeys &keys,
                                    protocol::PersonKind kind);
    /// Errors: NameTaken, WrongLogin, StorageFailed.
    [[nodiscard]] Result<Done> setProfile(const StoredPerson &person, const NameKeys &keys);
    /// Done as well when nobody has this id.
    [[nodiscard]] Result<Done> remove(const UserId &user);
    /// Done as well when there is no such guest.
    [[nodiscard]] Result<Done> removeGuest(const UserId &user);
    [[nodiscard]] Result<Done> removeGuestsSeenBefore(Timestamp time);

    /// Errors: NameTaken (by an account of somebody else), StorageFailed.
    [[nodiscard]] Result<Done> checkName(const NameKeys &keys, const UserId &user);
    enum class NameUse { Shown, Login };
    /// For an account. Errors: NameTaken, StorageFailed.
    [[nodiscard]] Result<Done> reserveName(const NameKeys &keys, const UserId &user, NameUse use);

private:
    Transaction &m_transaction;
    ReadTable &m_reads;
    const StoreClock &m_clock;
};

} // namespace hobnob::server
