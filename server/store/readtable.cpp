// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/readtable.h"

#include "server/store/sql.h"
#include "server/store/statement.h"
#include "shared/limits.h"
#include "shared/mentions.h"

namespace hobnob::server
{

using protocol::ReadState;

ReadTable::Outcome<QList<ReadState>> ReadTable::statesOf(const UserId &user)
{
    QList<ReadState> states;
    Statement select(m_connection, sql::selectReads);
    if (!select.bind(user.value()).run())
        return select.error();
    while (select.next()) {
        const RoomId room{select.text(0)};
        states.append({.room = room,
                       .read = Seq{select.integer(1)},
                       .mentions = select.integer(2),
                       .upTo = m_tails.tail(room).lastSeq});
    }
    if (select.error().isValid())
        return select.error();
    return states;
}

ReadTable::Outcome<QList<ReadState>> ReadTable::move(const QList<ReadMove> &moves)
{
    QList<ReadState> states;
    for (const ReadMove &wanted : moves) {
        if (!m_tails.contains(wanted.room))
            continue;
        const auto moved = move(wanted, m_tails.tail(wanted.room));
        if (const auto *error = std::get_if<QSqlError>(&moved))
            return *error;
        states.append(std::get<ReadState>(moved));
    }
    return states;
}

ReadTable::Outcome<ReadState> ReadTable::move(const ReadMove &move, const RoomTail &tail)
{
    const Seq seq = std::min(move.seq, tail.lastSeq);
    const QString user = move.user.value();
    if (const auto error = run(sql::moveRead, {user}, {tail.number, number(seq)}); error.isValid())
        return error;
    if (const auto error = run(sql::deleteMentions, {user}, {tail.number, number(seq)});
        error.isValid())
        return error;
    Statement select(m_connection, sql::selectRead);
    if (!select.bind(user).bind(tail.number).run() || !select.next())
        return select.error();
    return ReadState{.room = move.room,
                     .read = Seq{select.integer(0)},
                     .mentions = select.integer(1),
                     .upTo = tail.lastSeq};
}

QSqlError ReadTable::forget(const UserId &user, const RoomId &room)
{
    const qint64 roomNumber = m_tails.tail(room).number;
    if (const auto error = run(sql::deleteRead, {user.value()}, {roomNumber}); error.isValid())
        return error;
    return run(sql::deleteMentions, {user.value()}, {roomNumber, limits::maxInteger});
}

QSqlError ReadTable::forget(const UserId &user)
{
    if (const auto error = run(sql::deleteReadsOf, {user.value()}); error.isValid())
        return error;
    return run(sql::deleteMentionsOf, {user.value()});
}

QSqlError ReadTable::forgetStrangers()
{
    if (const auto error = run(sql::deleteReadsOfStrangers, {}); error.isValid())
        return error;
    return run(sql::deleteMentionsOfStrangers, {});
}

ReadTable::Outcome<QList<UserId>> ReadTable::noteMentions(const RoomTail &room, const Draft &event)
{
    QList<UserId> mentioned;
    for (const QString &key : mentionedKeys(event.text)) {
        Statement select(m_connection, sql::selectMentioned);
        if (!select.bind(key).bind(room.number).run())
            return select.error();
        while (select.next()) {
            const UserId user{select.text(0)};
            if (user != event.author.id && !mentioned.contains(user))
                mentioned.append(user);
        }
        if (select.error().isValid())
            return select.error();
    }
    for (const UserId &user : std::as_const(mentioned)) {
        const auto error =
            run(sql::insertMention, {user.value()}, {room.number, number(room.lastSeq)});
        if (error.isValid())
            return error;
    }
    return mentioned;
}

QSqlError ReadTable::run(const QString &sql, const QList<QString> &texts,
                         const QList<qint64> &numbers)
{
    Statement statement(m_connection, sql);
    for (const QString &text : texts)
        statement.bind(text);
    for (const qint64 value : numbers)
        statement.bind(value);
    return statement.run() ? QSqlError() : statement.error();
}

} // namespace hobnob::server
