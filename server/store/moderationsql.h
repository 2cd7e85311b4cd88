// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// The queries about moderation, in the SQL that SQLite and PostgreSQL both understand.
namespace hobnob::server::sql
{

using namespace Qt::StringLiterals;

// --- the audit log
inline const QString insertAudit =
    u"INSERT INTO audit (time, actor_id, actor_name, action, room_id, room_name, subject_id, "
    "subject_name, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s;

} // namespace hobnob::server::sql
