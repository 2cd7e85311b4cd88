// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/audittable.h"

#include "server/store/moderationsql.h"

namespace hobnob::server
{

Result<Done> AuditTable::add(const AuditEntry &entry)
{
    return m_transaction.change(sql::insertAudit, m_clock(), entry.actor.id, entry.actor.name,
                                entry.action, entry.room, entry.roomName, entry.subject.id,
                                entry.subject.name, entry.details);
}

} // namespace hobnob::server
