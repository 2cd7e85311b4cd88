// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/timeouts.h"
#include "server/socketio/chatsocket.h"

#include <unordered_map>

namespace hobnob::server
{

class Subscriptions;

/// The tutorial's events: beside the sessions of our own protocol, those of Socket.IO. Hands their
/// requests to the domain, and tells them what it says; a fact is encoded once, however many of
/// them hear of it.
class SocketChat final : public QObject, private ChatSocket::Owner
{
    Q_OBJECT

public:
    struct House {
        const Subscriptions &subscriptions;
        /// Of the one counter of all sessions.
        std::function<SessionId()> nextId;
        /// For a guest's name.
        std::chrono::milliseconds patience = Timeouts{}.nameless;
        std::chrono::milliseconds sweep = Timeouts{}.sweep;
    };

    /// What is referred to outlives this.
    SocketChat(EngineServer &engine, SocketServer &server, House house);
    ~SocketChat() override;

    // What the domain says. Each does nothing for sessions that are not of Socket.IO.
    void answer(SessionId session, const protocol::ServerMessage &message);
    void informRoom(const RoomId &room, const protocol::ServerMessage &message);
    void informEveryone(const protocol::ServerMessage &message);

    [[nodiscard]] qsizetype count() const { return qsizetype(m_sockets.size()); }

Q_SIGNALS:
    void sessionOpened(hobnob::server::SessionId session, const QString &address,
                       const QString &cookie);
    void messageReceived(hobnob::server::SessionId session,
                         const hobnob::protocol::ClientMessage &message);
    void sessionCaughtUp(hobnob::server::SessionId session);
    void sessionClosed(hobnob::server::SessionId session);

private:
    /// One that some socket is in.
    struct Room {
        QString name;
        QList<SessionId> sockets;
        QList<protocol::User> typing;
    };

    void open(const SocketId &socket, const QString &address, const SocketPacket &request);
    void ask(SessionId session, const protocol::ClientMessage &request) override;
    void noteJoined(SessionId session, const RoomId &room, const QString &name) override;
    void noteLeft(SessionId session, const RoomId &room) override;
    void noteEnded(SessionId session) override;

    [[nodiscard]] ChatSocket *find(SessionId session) const;
    [[nodiscard]] ChatSocket *find(EngineId session) const;
    /// Those in the room that hear of it still, but not \a user's.
    void tell(const RoomId &room, const QByteArray &json, const UserId &user = {});
    void noteTyping(Room &room, const protocol::Typing &typing);
    void rename(const protocol::RoomSummary &line);
    void sweep();

    EngineServer &m_engine;
    SocketServer &m_server;
    const House m_house;
    std::unordered_map<SessionId, std::unique_ptr<ChatSocket>> m_sockets;
    std::unordered_map<EngineId, SessionId> m_sessions;
    QHash<RoomId, Room> m_rooms;
    /// Ended, and perhaps in the middle of a call.
    std::vector<std::unique_ptr<ChatSocket>> m_ended;
    QTimer m_sweep;
};

} // namespace hobnob::server
