// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/houserules.h"
#include "server/store/storedrooms.h"

#include <QHash>

#include <map>

namespace hobnob::server
{

/// Who may not post in a room, or not come in: what is in force. They end by the clock, without a
/// word; whoever is told of one is told when it ends. Knows only of what is on disk.
class Sanctions final
{
public:
    Sanctions(const QList<StoredSanction> &sanctions, WallClock clock);

    /// In the place of one of the same kind for the same person.
    void impose(const RoomId &room, const protocol::Sanction &sanction);
    void lift(const RoomId &room, const UserId &user, protocol::SanctionKind kind);
    /// The room is gone.
    void forget(const RoomId &room) { m_rooms.remove(room); }

    [[nodiscard]] std::optional<protocol::Sanction> find(const RoomId &room, const UserId &user,
                                                         protocol::SanctionKind kind) const;
    /// Nothing: not muted. For ever: Timestamp{limits::maxInteger}.
    [[nodiscard]] std::optional<Timestamp> mutedUntil(const RoomId &room, const UserId &user) const;
    /// Why they may not come in; nothing when they may. Errors: Banned.
    [[nodiscard]] std::optional<Error> ban(const RoomId &room, const UserId &user) const;
    /// The newest first.
    [[nodiscard]] QList<protocol::Sanction> of(const RoomId &room) const;

private:
    using Key = std::pair<UserId, protocol::SanctionKind>;

    [[nodiscard]] bool isOver(const protocol::Sanction &sanction) const;

    const WallClock m_clock;
    QHash<RoomId, std::map<Key, protocol::Sanction>> m_rooms;
};

} // namespace hobnob::server
