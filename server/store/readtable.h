// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/roomtails.h"
#include "server/store/store.h"

namespace hobnob::server
{

/// The SQL of read pointers and of the unread events that mention people. Part of the writer's
/// transaction, which the caller begins and ends: an error leaves it to them. Lives on the writer's
/// thread.
class ReadTable final
{
public:
    template <typename T>
    using Outcome = std::variant<T, QSqlError>;

    /// Both outlive this object.
    ReadTable(Connection &connection, const RoomTails &tails)
        : m_connection(connection), m_tails(tails)
    {
    }

    [[nodiscard]] Outcome<QList<protocol::ReadState>> statesOf(const UserId &user);
    /// Makes the pointer or moves it on: never back, never past the log's end. Rooms that are not
    /// there are passed over.
    [[nodiscard]] Outcome<QList<protocol::ReadState>> move(const QList<ReadMove> &moves);
    [[nodiscard]] QSqlError forget(const UserId &user, const RoomId &room);
    [[nodiscard]] QSqlError forget(const UserId &user);
    /// Of people who are not known any more.
    [[nodiscard]] QSqlError forgetStrangers();
    /// Whom the event mentions, of those who have a pointer in the room; they are counted.
    [[nodiscard]] Outcome<QList<UserId>> noteMentions(const RoomTail &room, const Draft &event);

private:
    [[nodiscard]] Outcome<protocol::ReadState> move(const ReadMove &move, const RoomTail &tail);
    [[nodiscard]] QSqlError run(const QString &sql, const QList<QString> &texts,
                                const QList<qint64> &numbers = {});

    Connection &m_connection;
    const RoomTails &m_tails;
};

} // namespace hobnob::server
