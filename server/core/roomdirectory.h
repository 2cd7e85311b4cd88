// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/nameindex.h"
#include "server/store/store.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

/// All rooms: their names, and the last thing said in each. Names that look alike are one name.
class RoomDirectory final : public QObject
{
    Q_OBJECT

public:
    /// \a store outlives this, or drops its answers when it goes.
    explicit RoomDirectory(Store &store);

    /// Errors: those of cleanRoomName() and of Store::createRoom(), RoomExists, TooManyRooms
    /// (limits::roomsPerServer). The answer comes after roomCreated(), or at once for an error.
    void create(const QString &name, Store::Answer<RoomId> answer);
    /// The room of this name, made when there is none; two who ask at once get one room. Errors:
    /// those of create() but RoomExists. The answer may come from inside the call.
    void ensure(const QString &name, Store::Answer<RoomId> answer);
    void noteEvent(const RoomId &room, const protocol::Event &event);

    [[nodiscard]] bool contains(const RoomId &room) const { return m_rooms.contains(room); }
    /// One of this name, or of one that looks like it, is there or being made.
    [[nodiscard]] bool containsName(const QString &name) const;
    [[nodiscard]] qsizetype count() const { return m_rooms.size(); }
    [[nodiscard]] QList<RoomId> rooms() const { return m_rooms.keys(); }
    /// Seq{0} when nothing was said in it, or there is no such room.
    [[nodiscard]] Seq lastSeq(const RoomId &room) const;
    /// Without the count of members, which the directory does not know.
    [[nodiscard]] protocol::RoomSummary summary(const RoomId &room) const;

Q_SIGNALS:
    void roomCreated(const hobnob::RoomId &room);

private:
    void make(const QString &name, const NameKeys &keys, Store::Answer<RoomId> answer);
    void finishMaking(const StoredRoom &room, const NameKeys &keys, const Result<Done> &done);

    Store &m_store;
    QHash<RoomId, StoredRoom> m_rooms;
    /// Of rooms that are there or being written.
    NameIndex<RoomId> m_names;
    /// Being written: all who wait for it.
    QHash<RoomId, QList<Store::Answer<RoomId>>> m_making;
};

} // namespace hobnob::server
