// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/moderationstore.h"

namespace hobnob::server
{

// What moderators read, on the thread of the connection. Errors: StorageFailed.

/// See ModerationStore::listReports(). A page ends early where its texts would be more than
/// limits::historyBytes.
[[nodiscard]] Result<ReportPage> readReports(Connection &connection, const ReportQuery &query);
/// See ModerationStore::listAudit().
[[nodiscard]] Result<AuditPage> readAudit(Connection &connection, const AuditQuery &query);
/// See ModerationStore::findPicture().
[[nodiscard]] Result<QByteArray> readPicture(Connection &connection, const QString &name);

} // namespace hobnob::server
