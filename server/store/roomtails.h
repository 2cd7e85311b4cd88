// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/store.h"

#include <QHash>
#include <QSet>

namespace hobnob::server
{

/// Where a room's log ends.
struct RoomTail {
    /// The room's key in the tables.
    qint64 number = 0;
    Seq lastSeq{};
    Timestamp lastTime{};
    QString lastAuthor = {};
    QString lastText = {};
};

/// The ends of all logs, as the next commit will leave them. Changes last with keep() or are undone
/// with revert(), as their transaction does.
class RoomTails final
{
public:
    RoomTails() = default;
    explicit RoomTails(QHash<RoomId, RoomTail> tails);

    [[nodiscard]] bool contains(const RoomId &room) const { return m_tails.contains(room); }
    [[nodiscard]] RoomTail tail(const RoomId &room) const { return m_tails.value(room); }
    [[nodiscard]] qint64 nextNumber() const { return m_lastNumber + 1; }
    void set(const RoomId &room, RoomTail tail);

    /// The tails that were set since the last keep() or revert().
    [[nodiscard]] QList<RoomTail> changed() const;
    void keep();
    void revert();

private:
    QHash<RoomId, RoomTail> m_tails;
    /// What the changed ones were before; nothing for a room that did not exist.
    QHash<RoomId, std::optional<RoomTail>> m_before;
    /// Numbers of rooms that were never committed are not used again: nobody minds.
    qint64 m_lastNumber = 0;
};

} // namespace hobnob::server
