// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/auditentry.h"
#include "server/store/storedpeople.h"
#include "server/store/storefamily.h"

#include <QList>

namespace hobnob::server
{

/// An account that is a program.
struct StoredBot {
    protocol::User user = {};
    Timestamp created{};
    /// The account that answers for it; empty: none.
    UserId owner = {};
    /// The rooms that it is confined to, where there are still such; nothing: it is confined to
    /// none.
    std::optional<QList<RoomId>> scope = {};
};

struct NewBot {
    protocol::User user = {};
    NameKeys keys = {};
    UserId owner = {};
    std::optional<QList<RoomId>> scope = {};
};

/// Bots and their tokens, which are sessions. They go as accounts do.
class BotStore : public virtual StoreFamily
{
public:
    /// As they were when the store was opened.
    [[nodiscard]] virtual QList<StoredBot> botsAtStart() const = 0;

    /// Rooms that are gone by now are passed over. Errors: NameTaken.
    virtual void addBot(const NewBot &bot, const Audit &audit, Answer<StoredPerson> answer) = 0;
    /// Errors: TokenUnknown (the bot is gone), TooMany (it has limits::tokensPerBot).
    virtual void addToken(const StoredSession &token, const Audit &audit, Answer<Done> answer) = 0;
    /// One of this bot, or all. Answers which there were.
    virtual void removeTokens(const UserId &bot, const std::optional<SessionKey> &token,
                              const Audit &audit, Answer<QList<SessionKey>> answer) = 0;
};

} // namespace hobnob::server
