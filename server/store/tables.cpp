// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/tables.h"

namespace hobnob::server
{

Result<Done> Tables::removeExpired()
{
    const Timestamp guestsSeen{milliseconds(clock()) - qint64(lifetimes.guestIdle.count())};
    if (const auto removed = sessions.removeExpired(); !removed)
        return removed;
    if (const auto removed = links.removeExpired(); !removed)
        return removed;
    return people.removeGuestsSeenBefore(guestsSeen);
}

} // namespace hobnob::server
