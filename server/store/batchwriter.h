// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/readtable.h"
#include "server/store/roomtails.h"
#include "server/store/writecommand.h"

namespace hobnob::server
{

using StoreClock = std::function<Timestamp()>;

/// The writing half of the store's SQL: carries out commands in one transaction. Lives on the
/// writer's thread.
class BatchWriter final
{
public:
    /// The arguments outlive this object.
    BatchWriter(Connection &connection, RoomTails &tails, const StoreClock &clock)
        : m_connection(connection), m_tails(tails), m_clock(clock), m_reads(connection, tails)
    {
    }

    /// All or nothing: when the transaction cannot be committed, every outcome is StorageFailed and
    /// the tails are as before.
    [[nodiscard]] WriteBatch write(const WriteCommands &commands);
    /// Tries whether as much as the longest message can be stored now; why not, otherwise.
    [[nodiscard]] std::optional<Error> probe();
    /// Forgets guests who were last seen before \a time.
    void forgetGuestsSeenBefore(Timestamp time);

private:
    [[nodiscard]] WriteOutcome apply(const CreateRoom &command);
    [[nodiscard]] WriteOutcome apply(const SaveGuest &command);
    [[nodiscard]] WriteOutcome apply(const ForgetGuest &command);
    [[nodiscard]] WriteOutcome apply(const FindGuest &command);
    [[nodiscard]] WriteOutcome apply(const Append &command);
    [[nodiscard]] WriteOutcome apply(const LoadReads &command);
    [[nodiscard]] WriteOutcome apply(const MoveReads &command);
    [[nodiscard]] WriteOutcome apply(const ForgetRead &command);
    [[nodiscard]] WriteOutcome apply(const Flush &command);

    [[nodiscard]] Result<Appended> findRepeated(const Draft &draft, qint64 room);
    void begin();
    void writeTails();
    void commit();
    /// Why a statement failed; unless it refused one row only, it also ends the transaction.
    [[nodiscard]] Error fail(const QSqlError &error);
    /// After a part of a command was written: ends the transaction in any case.
    [[nodiscard]] Error abandon(const QSqlError &error);

    Connection &m_connection;
    RoomTails &m_tails;
    const StoreClock &m_clock;
    ReadTable m_reads;
    bool m_inTransaction = false;
    std::optional<Error> m_failure;
    qint64 m_appended = 0;
};

/// The outcome of a command that could not be carried out.
[[nodiscard]] WriteOutcome failed(const WriteCommand &command, const Error &error);

} // namespace hobnob::server
