// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

namespace hobnob::desktop
{

/// What an event that is a notice tells, as one sentence: "Ana banned Ben: Advertising".
/// Translated.
[[nodiscard]] QString noticeText(const protocol::Event &event);

/// What somebody did about this person's being in a room; \a room: its name, if it is known.
[[nodiscard]] QString membershipText(const protocol::MembershipChanged &fact, const QString &room);

/// The same of a record of the audit log, without who did it. Whatever action is not known is named
/// as it is.
[[nodiscard]] QString auditText(const protocol::AuditRecord &record);

/// "Banned for ever by Ana, 3 May. Advertising".
[[nodiscard]] QString sanctionText(const protocol::Sanction &sanction);

/// Until when, in words: "14:05" today, else with the day; empty for what never ends.
[[nodiscard]] QString endText(std::optional<Timestamp> ends);

} // namespace hobnob::desktop
