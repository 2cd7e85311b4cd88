// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/accounttable.h"
#include "server/store/botstore.h"
#include "server/store/roomtable.h"

namespace hobnob::server
{

/// The SQL of bots. Errors are named at the operations of BotStore. Lives on the writer's thread.
class BotTable final
{
public:
    /// The arguments outlive this object.
    BotTable(Transaction &transaction, AccountTable &accounts, SessionTable &sessions,
             RoomTable &rooms)
        : m_transaction(transaction), m_accounts(accounts), m_sessions(sessions), m_rooms(rooms)
    {
    }

    [[nodiscard]] Result<StoredPerson> add(const NewBot &bot);
    [[nodiscard]] Result<Done> addToken(const StoredSession &token);
    [[nodiscard]] Result<QList<SessionKey>> removeTokens(const UserId &bot,
                                                         const std::optional<SessionKey> &token);

private:
    Transaction &m_transaction;
    AccountTable &m_accounts;
    SessionTable &m_sessions;
    RoomTable &m_rooms;
};

} // namespace hobnob::server
