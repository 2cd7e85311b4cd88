// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/blocktable.h"

#include "server/store/moderationsql.h"

namespace hobnob::server
{

Result<Done> BlockTable::add(const UserId &user, const protocol::User &blocked)
{
    return m_transaction.change(sql::insertBlock, blocked.id, blocked.name, m_clock(), user);
}

Result<Done> BlockTable::remove(const UserId &user, const UserId &blocked)
{
    return m_transaction.change(sql::deleteBlock, user, blocked);
}

} // namespace hobnob::server
