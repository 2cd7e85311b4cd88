// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/roomtails.h"
#include "server/store/transaction.h"

namespace hobnob::server
{

/// The SQL of read pointers and of the unread events that mention people. Lives on the writer's
/// thread.
class ReadTable final
{
public:
    /// Both outlive this object.
    ReadTable(Transaction &transaction, const RoomTails &tails)
        : m_transaction(transaction), m_tails(tails)
    {
    }

    [[nodiscard]] Result<QList<protocol::ReadState>> statesOf(const UserId &user);
    /// Makes the pointer or moves it on: never back, never past the log's end. Of a room that is
    /// not there, nothing was read.
    [[nodiscard]] Result<QList<protocol::ReadState>> move(const QList<ReadMove> &moves);
    [[nodiscard]] Result<Done> forget(const UserId &user, const RoomId &room);
    [[nodiscard]] Result<Done> forget(const UserId &user);
    /// Of people who are not known any more.
    [[nodiscard]] Result<Done> forgetStrangers();
    /// Whom the last event mentions, of those who have a pointer in the room; they are counted.
    /// \a keys: its mentionedKeys().
    [[nodiscard]] Result<QList<UserId>> noteMentions(const RoomTail &room, const UserId &author,
                                                     const QStringList &keys);

private:
    [[nodiscard]] Result<protocol::ReadState> move(const ReadMove &move, const RoomTail &tail);

    Transaction &m_transaction;
    const RoomTails &m_tails;
};

} // namespace hobnob::server
