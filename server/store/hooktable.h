// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/hookstore.h"
#include "server/store/roomtable.h"
#include "server/store/storeclock.h"
#include "server/store/words.h"

namespace hobnob
{

template <>
inline constexpr std::array protocol::enumNames<server::HookState>{u"going", u"stopped"};

namespace server
{

/// The SQL of hooks. Errors are named at the operations of HookStore. Lives on the writer's thread.
class HookTable final
{
public:
    /// The arguments outlive this object.
    HookTable(Transaction &transaction, RoomTable &rooms, const StoreClock &clock)
        : m_transaction(transaction), m_rooms(rooms), m_clock(clock)
    {
    }

    [[nodiscard]] Result<Timestamp> add(const IncomingHook &hook);
    [[nodiscard]] Result<Timestamp> add(const OutgoingHook &hook);
    [[nodiscard]] Result<Done> remove(const HookId &hook);
    [[nodiscard]] Result<Done> setProgress(const HookId &hook, const HookProgress &progress);

private:
    Transaction &m_transaction;
    RoomTable &m_rooms;
    const StoreClock &m_clock;
};

/// As the queries of hooksql.h name the columns.
[[nodiscard]] IncomingHook incomingHookFromRow(const Statement &row);
[[nodiscard]] OutgoingHook outgoingHookFromRow(const Statement &row);

} // namespace server

} // namespace hobnob
