// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/hooktable.h"

#include "server/store/hooksql.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<Timestamp> HookTable::add(const IncomingHook &hook)
{
    const auto room = m_rooms.numberOf(hook.room);
    if (!room)
        return room.error();
    const auto bot = m_transaction.selectOne(
        sql::selectBotExists, [](const Statement &row) { return row.text(0); }, hook.bot.id);
    if (!bot)
        return bot.error();
    if (!*bot)
        return Error{ErrorCode::PersonUnknown, u"There is no such bot."_s, u"bot"_s};
    const Timestamp now = m_clock();
    const qint64 isOwn = hook.author == IncomingHook::Author::Own ? 1 : 0;
    const auto added = m_transaction.change(sql::insertIncomingHook, hook.id, *room, hook.bot.id,
                                            isOwn, hook.secretHash, now);
    if (!added)
        return added.error();
    return now;
}

Result<Timestamp> HookTable::add(const OutgoingHook &hook)
{
    const auto room = m_rooms.numberOf(hook.room);
    if (!room)
        return room.error();
    const Timestamp now = m_clock();
    const HookProgress &progress = hook.progress;
    const auto added =
        m_transaction.change(sql::insertOutgoingHook, hook.id, *room, hook.url, hook.key, hook.word,
                             hook.mention, now, progress.state, progress.position,
                             progress.failures, progress.failingSince, progress.reason);
    if (!added)
        return added.error();
    return now;
}

Result<Done> HookTable::remove(const HookId &hook)
{
    if (const auto removed = m_transaction.change(sql::deleteIncomingHook, hook); !removed)
        return removed;
    return m_transaction.change(sql::deleteOutgoingHook, hook);
}

Result<Done> HookTable::setProgress(const HookId &hook, const HookProgress &progress)
{
    return m_transaction.change(sql::updateHookProgress, progress.state, progress.position,
                                progress.failures, progress.failingSince, progress.reason, hook);
}

IncomingHook incomingHookFromRow(const Statement &row)
{
    return {.id = HookId{row.text(0)},
            .room = RoomId{row.text(1)},
            .bot = {UserId{row.text(2)}, row.text(3)},
            .author =
                row.integer(4) != 0 ? IncomingHook::Author::Own : IncomingHook::Author::Shared,
            .secretHash = row.bytes(5),
            .created = Timestamp{row.integer(6)}};
}

OutgoingHook outgoingHookFromRow(const Statement &row)
{
    return {.id = HookId{row.text(0)},
            .room = RoomId{row.text(1)},
            .url = row.text(2),
            .key = row.bytes(3),
            .word = row.text(4),
            .mention = row.text(5),
            .created = Timestamp{row.integer(6)},
            .progress = {.state = row.word<HookState>(7),
                         .position = Seq{row.integer(8)},
                         .failures = row.integer(9),
                         .failingSince = Timestamp{row.integer(10)},
                         .reason = row.text(11)}};
}

} // namespace hobnob::server
