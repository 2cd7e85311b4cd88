// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/bottable.h"

#include "server/store/botsql.h"
#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<StoredPerson> BotTable::add(const NewBot &bot)
{
    const NewAccount account{.user = bot.user, .keys = bot.keys, .kind = protocol::PersonKind::Bot};
    auto made = m_accounts.create(account);
    if (!made)
        return made;
    const qint64 isScoped = bot.scope ? 1 : 0;
    const auto added = m_transaction.change(sql::insertBot, bot.user.id, bot.owner, isScoped);
    if (!added)
        return added.error();
    for (const RoomId &room : bot.scope.value_or(QList<RoomId>())) {
        const auto number = m_rooms.numberOf(room);
        if (!number)
            continue;
        const auto confined = m_transaction.change(sql::insertBotRoom, bot.user.id, *number);
        if (!confined)
            return confined.error();
    }
    return made;
}

Result<Done> BotTable::addToken(const StoredSession &token)
{
    const auto others = m_sessions.of(token.user);
    if (!others)
        return others.error();
    if (others->size() >= limits::tokensPerBot)
        return Error{
            ErrorCode::TooMany,
            u"It has %1 tokens, which is the most. Revoke one first."_s.arg(limits::tokensPerBot)};
    const auto added = m_sessions.add(token);
    return added ? Result<Done>(Done{}) : added.error();
}

Result<QList<SessionKey>> BotTable::removeTokens(const UserId &bot,
                                                 const std::optional<SessionKey> &token)
{
    if (!token)
        return m_sessions.remove(bot, SessionTable::AllBut{});
    const auto tokens = m_sessions.of(bot);
    if (!tokens)
        return tokens.error();
    const bool hasIt = std::any_of(tokens->begin(), tokens->end(),
                                   [&](const StoredSession &known) { return known.key == *token; });
    if (!hasIt)
        return QList<SessionKey>();
    const auto removed = m_sessions.remove(bot, *token);
    if (!removed)
        return removed.error();
    return QList{*token};
}

} // namespace hobnob::server
