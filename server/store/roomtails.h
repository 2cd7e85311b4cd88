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

/// The ends of all logs, as the next commit will leave them. As in their transaction, the changes
/// of one task last with endTask() or are undone by it, and those of all tasks with end().
class RoomTails final
{
public:
    RoomTails() = default;
    explicit RoomTails(QHash<RoomId, RoomTail> tails);

    [[nodiscard]] bool contains(const RoomId &room) const { return m_tails.contains(room); }
    [[nodiscard]] RoomTail tail(const RoomId &room) const { return m_tails.value(room); }
    /// The same id, as it is kept here: it takes memory once, however many are told of it.
    [[nodiscard]] RoomId kept(const RoomId &room) const
    {
        const auto found = m_tails.constFind(room);
        return found == m_tails.constEnd() ? room : found.key();
    }
    [[nodiscard]] qint64 nextNumber() const { return m_lastNumber + 1; }
    void set(const RoomId &room, RoomTail tail);
    void remove(const RoomId &room);

    void endTask(bool succeeded);
    /// The tails that the tasks changed since the last end(), of rooms that are still there.
    [[nodiscard]] QList<RoomTail> changed() const;
    /// How many events they added to those since then.
    [[nodiscard]] qint64 addedEvents() const;
    void end(bool succeeded);

private:
    /// What changed ones were before; nothing for a room that did not exist.
    using Before = QHash<RoomId, std::optional<RoomTail>>;

    void noteBefore(const RoomId &room);
    void revert(const Before &before);

    QHash<RoomId, RoomTail> m_tails;
    Before m_beforeTask;
    Before m_beforeAll;
    /// Numbers of rooms that were never committed are not used again: nobody minds.
    qint64 m_lastNumber = 0;
};

} // namespace hobnob::server
