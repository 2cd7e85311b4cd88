// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/outbox.h"
#include "desktop/client/roomdirectory.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace hobnob::desktop
{

class LocalData;
class ServerLink;

/// Carries the outbox to the server: in order, again after each reconnect, and until each message
/// is in the log or failed.
class Postman final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    Postman(ServerLink *link, const RoomDirectory *rooms, Outbox *outbox, LocalData *local,
            QObject *parent = nullptr);

    void setSelf(const protocol::User &self) { m_self = self; }
    /// Takes what is kept on disk in place of what is in the outbox.
    void restore();
    /// The message is on disk when this returns, if there is a disk.
    [[nodiscard]] Result<ClientId> send(const RoomId &room, const QString &text);
    void retry(const RoomId &room, const ClientId &message);
    void discard(const RoomId &room, const ClientId &message);
    /// Until when the room takes nothing from us; nothing when it does.
    [[nodiscard]] std::optional<Timestamp> slowUntil(const RoomId &room) const;

    /// Sends what waits, when the room is live.
    void flush(const RoomId &room);
    /// Takes out of the outbox what the room's log has.
    void settle(const RoomId &room, const LogChange &change);
    void connectionLost();
    /// We are not in the room any more: what waits for it has failed, and stays to be seen.
    void leave(const RoomId &room);
    /// What waits for rooms that are no more has failed; should they come back, it can be seen.
    void failLostRooms();

Q_SIGNALS:
    void added(const RoomId &room, const ClientId &message);
    void changed(const RoomId &room, const ClientId &message);
    void removed(const RoomId &room, const ClientId &message);
    /// slowUntil() is another.
    void slowed(const RoomId &room);
    /// The server has it; what the log will say of it.
    void posted(const RoomId &room, const protocol::Event &event);
    /// It is sent all the same, and would be lost if the program ended before that.
    void keepingFailed(const Error &error);

private:
    void finish(const RoomId &room, const PendingMessage &message,
                const Result<protocol::ServerMessage> &answer);
    void confirm(const RoomId &room, const ClientId &message);
    void fail(const RoomId &room, const ClientId &message, const Error &error);
    void note(const Result<Done> &kept);
    void slowDown(const RoomId &room, std::chrono::milliseconds wait);

    ServerLink *m_link;
    const RoomDirectory *m_rooms;
    Outbox *m_outbox;
    LocalData *m_local;
    protocol::User m_self;
    /// After the server was too busy.
    QTimer m_later;
    /// Where there must be a while between two messages of one person, and this one is not over.
    QHash<RoomId, Timestamp> m_slow;
};

} // namespace hobnob::desktop
