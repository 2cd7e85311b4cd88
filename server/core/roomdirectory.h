// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/nameindex.h"
#include "server/store/roomstore.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace hobnob::server
{

/// A room that is to be made, and who is in it from its beginning. The name is that of
/// cleanRoomName(); direct rooms have none.
struct NewRoom {
    QString name = {};
    protocol::RoomKind kind = protocol::RoomKind::Public;
    QString topic = {};
    QString directKey = {};
    /// Those who stay for good; the rooms in them are filled in.
    QList<StoredMembership> members = {};
};

/// All rooms: what they are, and the last thing said in each. Public names that look alike are one
/// name; no other room has a say in that, or it would show that it is there. Knows only of what is
/// on disk.
class RoomDirectory final : public QObject
{
    Q_OBJECT

public:
    /// What a room that was asked for came to.
    struct Found {
        RoomId room;
        /// By this very call; it goes to the first who asked.
        bool isNew = false;
    };

    /// \a store outlives this, or drops its answers when it goes.
    explicit RoomDirectory(RoomStore &store);

    /// Errors: RoomExists (a public one of this name), TooManyRooms (limits::roomsPerServer,
    /// limits::quietRoomsPerServer), those of RoomStore::createRoom(). The answer comes after
    /// roomCreated(), or at once for an error.
    void create(const NewRoom &room, RoomStore::Answer<RoomId> answer);
    /// The public room of this name, or the direct one of these people, made when there is none;
    /// two who ask at once get one room. Errors: those of create() but RoomExists. The answer may
    /// come from inside the call.
    void ensure(const NewRoom &room, RoomStore::Answer<Found> answer);

    /// Why there cannot be one more of this kind; nothing when there can. Errors: TooManyRooms.
    [[nodiscard]] std::optional<Error> refusal(protocol::RoomKind kind) const;
    /// Keeps the name for a room that is about to have it, and to be public. False when another
    /// has it, or one that looks like it.
    [[nodiscard]] bool holdName(const QString &name, const RoomId &room);
    /// It is not called so after all; what it is called stays its name.
    void freeName(const QString &name, const RoomId &room);
    /// The room is this from now on, but for its last event.
    void change(const StoredRoom &room);
    /// There is no such room any more.
    void remove(const RoomId &room);
    void noteEvent(const RoomId &room, const protocol::Event &event);

    [[nodiscard]] bool contains(const RoomId &room) const { return m_rooms.contains(room); }
    [[nodiscard]] bool isPublic(const RoomId &room) const { return m_public.contains(room); }
    /// A public one of this name, or of one that looks like it, is there or being made.
    [[nodiscard]] bool containsName(const QString &name) const;
    [[nodiscard]] std::optional<RoomId> findDirect(const QString &key) const;
    [[nodiscard]] qsizetype count() const { return m_rooms.size(); }
    [[nodiscard]] const QSet<RoomId> &publicRooms() const { return m_public; }
    /// In no order.
    [[nodiscard]] QList<RoomId> rooms() const { return m_rooms.keys(); }
    /// Seq{0} when nothing was said in it, or there is no such room.
    [[nodiscard]] Seq lastSeq(const RoomId &room) const;
    /// The same id, as it is kept here: what keeps it shares its memory, instead of that of the
    /// message that it came with.
    [[nodiscard]] RoomId kept(const RoomId &room) const
    {
        const auto found = m_rooms.constFind(room);
        return found == m_rooms.constEnd() ? room : found.key();
    }
    /// A default one when there is no such room.
    [[nodiscard]] StoredRoom find(const RoomId &room) const { return m_rooms.value(room); }
    /// Without what follows from its members, whom the directory does not know.
    [[nodiscard]] protocol::RoomSummary summary(const RoomId &room) const;

Q_SIGNALS:
    void roomCreated(const hobnob::RoomId &room);
    /// By change().
    void roomChanged(const hobnob::RoomId &room);
    void roomRemoved(const hobnob::RoomId &room);

private:
    void make(const NewRoom &room, RoomStore::Answer<Found> answer);
    void finishMaking(const StoredRoom &room, const Result<Done> &done);
    void index(const StoredRoom &room);
    void unindex(const StoredRoom &room);
    /// One that is there or being made.
    [[nodiscard]] std::optional<RoomId> rivalOf(const NewRoom &room) const;

    RoomStore &m_store;
    QHash<RoomId, StoredRoom> m_rooms;
    QSet<RoomId> m_public;
    /// Of public rooms that are there or being written.
    NameIndex<RoomId> m_names;
    QHash<QString, RoomId> m_directs;
    /// Being written: all who wait for it.
    QHash<RoomId, QList<RoomStore::Answer<Found>>> m_making;
};

} // namespace hobnob::server
