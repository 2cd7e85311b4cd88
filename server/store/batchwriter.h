// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/tables.h"

namespace hobnob::server
{

/// What became of the tasks of one transaction.
struct WriteBatch {
    /// With their outcomes, in their order.
    WriteTasks tasks;
    /// Events that were added.
    qint64 appended = 0;
    /// 0 when nothing had to be written.
    int commits = 0;
    /// Why nothing can be written at present.
    std::optional<Error> trouble = {};
};

/// The writing half of the store's SQL: does tasks in one transaction. Lives on the writer's
/// thread.
class BatchWriter final
{
public:
    /// The arguments outlive this object.
    BatchWriter(Connection &connection, RoomTails &tails, const StoreClock &clock,
                const SessionLifetimes &lifetimes)
        : m_connection(connection), m_tails(tails), m_transaction(connection),
          m_tables(m_transaction, tails, clock, lifetimes)
    {
    }

    /// All or nothing: when the transaction cannot be committed, every outcome is StorageFailed and
    /// the tails are as before.
    [[nodiscard]] WriteBatch write(WriteTasks tasks);
    /// Tries whether as much as the longest message can be stored now; why not, otherwise.
    [[nodiscard]] std::optional<Error> probe();
    /// See Tables::removeExpired().
    void removeExpired();

private:
    Connection &m_connection;
    RoomTails &m_tails;
    Transaction m_transaction;
    Tables m_tables;
};

/// A batch of tasks that could not be done.
[[nodiscard]] WriteBatch failed(WriteTasks tasks, const Error &error);

} // namespace hobnob::server
