// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/engineserver.h"
#include "server/socketio/socketreader.h"

#include <QDeadlineTimer>

namespace hobnob::server
{

/// One connection to a namespace.
struct SocketId {
    EngineId session{};
    QByteArray place = "/";

    friend bool operator==(const SocketId &, const SocketId &) = default;
};

/// Socket.IO 5 on top of Engine.IO: who is connected to which namespace, events and their
/// acknowledgements. A session that breaks the protocol is closed, and so is one that is in no
/// namespace for too long. Knows no sockets, and not what events mean.
class SocketServer final : public QObject
{
    Q_OBJECT

public:
    using Kind = EngineSession::Kind;
    enum class End { ByClient, Lost, ByServer };

    struct Settings {
        /// To be in a namespace.
        std::chrono::milliseconds connecting = limits::loginTime;
        std::chrono::milliseconds sweep{500};
        /// The namespaces that there are.
        QByteArrayList places{"/"};
    };

    /// \a engine outlives this.
    SocketServer(EngineServer &engine, const Settings &settings);

    // Of one that is asked for: exactly one of these two, now or later.
    void accept(const SocketId &socket);
    /// \a json: what the client is told, an object with a message.
    void refuse(const SocketId &socket, const QByteArray &json);

    /// \a event: see prepare(). Does nothing for who is not connected.
    void send(const SocketId &socket, const PreparedPacket &event, Kind kind);
    void sendWithAttachments(const SocketId &socket, SocketPacket::Head head,
                             const QByteArray &json, const QList<QByteArray> &attachments);
    /// \a json: a list.
    void acknowledge(const SocketId &socket, qint64 ack, const QByteArray &json);
    /// The client is told that it is not connected any more; socketEnded() does not follow.
    void disconnectSocket(const SocketId &socket);

    /// Of what waits for the client.
    [[nodiscard]] qint64 queuedBytes(const SocketId &socket) const
    {
        return m_engine.queuedBytes(socket.session);
    }

    /// An event, for any number of sockets of one namespace. \a json: a list that begins with its
    /// name.
    [[nodiscard]] static PreparedPacket prepare(const QByteArray &json,
                                                const QByteArray &place = "/");

Q_SIGNALS:
    /// To be accepted or refused. \a request: its payload is what the client says of itself.
    void socketAsked(const hobnob::server::SocketId &socket, const QString &address,
                     const hobnob::server::SocketPacket &request);
    void eventReceived(const hobnob::server::SocketId &socket,
                       const hobnob::server::SocketPacket &event);
    /// Also of one that was neither accepted nor refused yet.
    void socketEnded(const hobnob::server::SocketId &socket, hobnob::server::SocketServer::End how);

private:
    enum class Stage { Asked, Connected };
    struct Place {
        QByteArray name;
        Stage stage;
    };
    struct Link {
        QString address;
        SocketReader reader = {};
        QList<Place> places = {};
        /// While it is in no namespace.
        QDeadlineTimer connecting = {};
    };

    void open(EngineId session, const QString &address);
    void receive(EngineId session, const EnginePacket &message);
    void take(EngineId session, const SocketPacket &packet);
    void connectTo(EngineId session, Link &link, const SocketPacket &packet);
    void end(EngineId session, EngineSession::End how);
    void sweep();
    [[nodiscard]] Place *find(const SocketId &socket);
    /// Out of the namespace, if it is in it.
    bool leave(const SocketId &socket);
    void sendText(EngineId session, const SocketPacket::Head &head, const QByteArray &json);

    EngineServer &m_engine;
    const Settings m_settings;
    std::unordered_map<EngineId, Link> m_links;
    QTimer m_sweep;
};

} // namespace hobnob::server
