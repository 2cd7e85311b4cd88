// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/readtable.h"

#include "server/store/roomsql.h"
#include "shared/limits.h"

namespace hobnob::server
{

using protocol::ReadState;

Result<QList<ReadState>> ReadTable::statesOf(const UserId &user)
{
    return m_transaction.select(
        sql::selectReads,
        [this](const Statement &row) {
            const RoomId room = m_tails.kept(RoomId{row.text(0)});
            return ReadState{.room = room,
                             .read = Seq{row.integer(1)},
                             .mentions = row.integer(2),
                             .upTo = m_tails.tail(room).lastSeq};
        },
        user.value());
}

Result<QList<ReadState>> ReadTable::move(const QList<ReadMove> &moves)
{
    QList<ReadState> states;
    for (const ReadMove &wanted : moves) {
        if (!m_tails.contains(wanted.room)) {
            states.append({.room = wanted.room});
            continue;
        }
        const auto moved = move(wanted, m_tails.tail(wanted.room));
        if (!moved)
            return moved.error();
        states.append(*moved);
    }
    return states;
}

Result<ReadState> ReadTable::move(const ReadMove &move, const RoomTail &tail)
{
    const qint64 seq = number(std::min(move.seq, tail.lastSeq));
    const QString user = move.user.value();
    if (const auto moved = m_transaction.change(sql::moveRead, user, tail.number, seq); !moved)
        return moved.error();
    if (const auto read = m_transaction.change(sql::deleteMentions, user, tail.number, seq); !read)
        return read.error();
    const auto state = m_transaction.selectOne(
        sql::selectRead,
        [&](const Statement &row) {
            return ReadState{.room = move.room,
                             .read = Seq{row.integer(0)},
                             .mentions = row.integer(1),
                             .upTo = tail.lastSeq};
        },
        user, tail.number);
    if (!state)
        return state.error();
    Q_ASSERT(*state);
    return **state;
}

Result<Done> ReadTable::forget(const UserId &user, const RoomId &room)
{
    const qint64 roomNumber = m_tails.tail(room).number;
    const auto forgotten = m_transaction.change(sql::deleteRead, user.value(), roomNumber);
    if (!forgotten)
        return forgotten;
    return m_transaction.change(sql::deleteMentions, user.value(), roomNumber, limits::maxInteger);
}

Result<Done> ReadTable::forget(const UserId &user)
{
    if (const auto forgotten = m_transaction.change(sql::deleteReadsOf, user.value()); !forgotten)
        return forgotten;
    return m_transaction.change(sql::deleteMentionsOf, user.value());
}

Result<Done> ReadTable::forgetStrangers()
{
    if (const auto forgotten = m_transaction.change(sql::deleteReadsOfStrangers); !forgotten)
        return forgotten;
    return m_transaction.change(sql::deleteMentionsOfStrangers);
}

Result<QList<UserId>> ReadTable::noteMentions(const RoomTail &room, const UserId &author,
                                              const QStringList &keys)
{
    QList<UserId> mentioned;
    for (const QString &key : keys) {
        const auto users = m_transaction.select(
            sql::selectMentioned, [](const Statement &row) { return UserId{row.text(0)}; }, key,
            room.number);
        if (!users)
            return users.error();
        for (const UserId &user : *users) {
            if (user != author && !mentioned.contains(user))
                mentioned.append(user);
        }
    }
    for (const UserId &user : std::as_const(mentioned)) {
        const auto noted = m_transaction.change(sql::insertMention, user.value(), room.number,
                                                number(room.lastSeq));
        if (!noted)
            return noted.error();
    }
    return mentioned;
}

} // namespace hobnob::server
