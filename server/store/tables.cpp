// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/tables.h"

namespace hobnob::server
{

Result<Done> Tables::createRoom(const StoredRoom &room, const QList<StoredMembership> &members)
{
    if (const auto created = rooms.create(room); !created)
        return created;
    for (const StoredMembership &member : members) {
        if (const auto saved = memberships.save(member); !saved)
            return saved;
    }
    return Done{};
}

Result<QList<Appended>> Tables::act(const RoomAct &act)
{
    Q_ASSERT(!act.change || act.change->id == act.room);
    if (const auto known = rooms.numberOf(act.room); !known)
        return known.error();
    if (act.change) {
        if (const auto changed = rooms.update(*act.change); !changed)
            return changed.error();
    }
    for (const UserId &user : act.gone) {
        if (const auto removed = memberships.remove(user, act.room); !removed)
            return removed.error();
        if (const auto forgotten = reads.forget(user, act.room); !forgotten)
            return forgotten.error();
    }
    for (const StoredMembership &member : act.members) {
        if (const auto saved = memberships.save(member); !saved)
            return saved.error();
    }
    for (const auto &[user, kind] : act.lifted) {
        if (const auto lifted = sanctions.lift(act.room, user, kind); !lifted)
            return lifted.error();
    }
    for (const StoredSanction &sanction : act.imposed) {
        if (const auto imposed = sanctions.impose(sanction); !imposed)
            return imposed.error();
    }
    QList<Appended> notices;
    for (const Draft &draft : act.notices) {
        const auto appended = events.append(draft, EventTable::Beside::More);
        if (!appended)
            return appended.error();
        notices.append(*appended);
    }
    return notices;
}

Result<Done> Tables::note(const Audit &entry)
{
    return entry ? audit.add(*entry) : Result<Done>(Done{});
}

Result<Done> Tables::removeExpired()
{
    const Timestamp guestsSeen{milliseconds(clock()) - qint64(lifetimes.guestIdle.count())};
    if (const auto removed = sessions.removeExpired(); !removed)
        return removed;
    if (const auto removed = links.removeExpired(); !removed)
        return removed;
    if (const auto removed = sanctions.removeExpired(); !removed)
        return removed;
    // Before the pictures: what they had is free.
    if (const auto removed = people.removeGuestsSeenBefore(guestsSeen); !removed)
        return removed;
    return pictures.removeUnused();
}

} // namespace hobnob::server
