// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QHash>
#include <QList>

namespace hobnob::desktop
{

/// A message of ours that is not in the log yet.
struct PendingMessage {
    enum class State {
        Waiting,
        Sending,
        /// The server has it; the log reaches it in a moment.
        Sent,
        Failed,
    };

    ClientId clientId;
    QString text;
    /// When it was written, by this computer's clock.
    Timestamp time{};
    State state = State::Waiting;
    /// Its place in the log, when Sent.
    Seq seq{};
    /// Why, when Failed.
    Error error = {};
};

/// What this client wrote and the server has not confirmed, by room, in the order of writing. Of
/// each room one message is under way at a time, so that none overtakes another. A value, without
/// I/O.
class Outbox final
{
public:
    /// More than anyone writes while offline.
    static constexpr qsizetype mostPerRoom = 500;

    /// Errors: what cleanMessage() says; Busy when too many wait.
    [[nodiscard]] Result<ClientId> add(const RoomId &room, QStringView text, Timestamp now);
    /// One that was kept on disk, behind those that are here.
    void restore(const RoomId &room, const PendingMessage &message)
    {
        m_rooms[room].append(message);
    }
    /// The oldest that waits, now Sending; nothing while another of this room is.
    [[nodiscard]] std::optional<PendingMessage> takeNext(const RoomId &room);
    /// The server has it as \a seq, and the log does not reach so far yet.
    void markSent(const RoomId &room, const ClientId &id, Seq seq);
    /// It is in the log, and gone from here. False when it already was.
    bool confirm(const RoomId &room, const ClientId &id);
    void fail(const RoomId &room, const ClientId &id, const Error &error);
    /// What was under way waits again. The server knows by the client id what it already has.
    void connectionLost();
    /// As connectionLost(), for one message that the server could not take yet.
    void postpone(const RoomId &room, const ClientId &id);
    /// A failed message waits again, as the newest. False when it is no failed message.
    bool retry(const RoomId &room, const ClientId &id);
    /// False when it is not here, or under way.
    bool discard(const RoomId &room, const ClientId &id);
    void clear() { m_rooms.clear(); }

    [[nodiscard]] const QList<PendingMessage> &messages(const RoomId &room) const;
    [[nodiscard]] const PendingMessage *find(const RoomId &room, const ClientId &id) const;
    [[nodiscard]] QList<RoomId> rooms() const { return m_rooms.keys(); }
    /// Of which something waits or is under way.
    [[nodiscard]] QList<RoomId> unsentRooms() const;
    /// All that wait or are under way, of every room.
    [[nodiscard]] int unsentCount() const;

private:
    bool remove(const RoomId &room, const ClientId &id);
    PendingMessage *locate(const RoomId &room, const ClientId &id);

    QHash<RoomId, QList<PendingMessage>> m_rooms;
};

} // namespace hobnob::desktop
