// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/roomnames.h"

#include "server/core/roomdirectory.h"
#include "shared/text.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

Result<RoomId> findRoom(const RoomDirectory &directory, const QString &named)
{
    if (directory.contains(RoomId(named)))
        return RoomId(named);
    const QString name = named.simplified();
    QStringList ids;
    for (const auto &room : directory.rooms()) {
        const auto summary = directory.summary(room);
        if (summary.kind == protocol::RoomKind::Direct ||
            summary.name.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        if (summary.kind == protocol::RoomKind::Public)
            return room;
        ids.append(room.value());
    }
    if (ids.size() == 1)
        return RoomId(ids.first());
    const QString shown = excerpt(name, 40);
    if (ids.isEmpty())
        return Error{ErrorCode::RoomUnknown, u"There is no room \"%1\"."_s.arg(shown), u"room"_s};
    ids.sort();
    return Error{
        ErrorCode::RoomUnknown,
        u"Several rooms are called \"%1\". Name one by its id: %2."_s.arg(shown, ids.join(u", "_s)),
        u"room"_s};
}

} // namespace hobnob::server
