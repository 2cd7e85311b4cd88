// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/result.h"

#include <QString>

/// Short texts that people may also leave empty: each is kept on one line, without white space
/// around it, with the characters of a message.
namespace hobnob::server
{

/// Errors of all: MessageInvalid, and that their text is too long.
[[nodiscard]] Result<QString> cleanStatus(const QString &typed);
[[nodiscard]] Result<QString> cleanTopic(const QString &typed);
[[nodiscard]] Result<QString> cleanAnnouncement(const QString &typed);
/// Why somebody did something, or what came of it. \a field: the name of it in the request.
[[nodiscard]] Result<QString> cleanReason(const QString &typed,
                                          const QString &field = QStringLiteral("reason"));

} // namespace hobnob::server
