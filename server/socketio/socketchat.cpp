// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketchat.h"

#include "server/core/subscriptions.h"
#include "server/socketio/chatwords.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace hobnob::server
{

SocketChat::SocketChat(EngineServer &engine, SocketServer &server, House house)
    : m_engine(engine), m_server(server), m_house(std::move(house))
{
    connect(&server, &SocketServer::socketAsked, this, &SocketChat::open);
    connect(&server, &SocketServer::eventReceived, this,
            [this](const SocketId &socket, const SocketPacket &event) {
                if (auto *found = find(socket.session))
                    found->take(event);
            });
    connect(&server, &SocketServer::socketEnded, this, [this](const SocketId &socket) {
        if (auto *found = find(socket.session))
            found->end();
    });
    connect(&engine, &EngineServer::drained, this, [this](EngineId session) {
        if (auto *found = find(session))
            found->proceed();
    });
    connect(&engine, &EngineServer::caughtUp, this, [this](EngineId session) {
        if (auto *found = find(session))
            Q_EMIT sessionCaughtUp(found->id());
    });
    connect(&m_sweep, &QTimer::timeout, this, &SocketChat::sweep);
    m_sweep.start(m_house.sweep);
}

SocketChat::~SocketChat() = default;

void SocketChat::open(const SocketId &socket, const QString &address, const SocketPacket &request)
{
    const SessionId id = m_house.nextId();
    ChatSocket::Owner &owner = *this;
    auto chatSocket = std::make_unique<ChatSocket>(id, socket, m_house.patience, m_server, owner);
    ChatSocket &opened = *chatSocket;
    m_sockets.emplace(id, std::move(chatSocket));
    m_sessions.insert_or_assign(socket.session, id);
    Q_EMIT sessionOpened(id, address, {});
    opened.start(request);
}

void SocketChat::answer(SessionId session, const protocol::ServerMessage &message)
{
    if (auto *socket = find(session))
        socket->answer(message);
}

void SocketChat::informRoom(const RoomId &room, const protocol::ServerMessage &message)
{
    const auto found = m_rooms.find(room);
    if (found == m_rooms.end())
        return;
    if (const auto *event = std::get_if<protocol::RoomEvent>(&message)) {
        tell(room, chatwords::message(found->name, event->event));
    } else if (const auto *change = std::get_if<protocol::MembersChanged>(&message)) {
        const Timestamp now{QDateTime::currentMSecsSinceEpoch()};
        for (const auto &notice : chatwords::notices(found->name, *change, now))
            tell(room, notice);
    } else if (const auto *typing = std::get_if<protocol::Typing>(&message)) {
        noteTyping(*found, *typing);
    } else if (const auto *line = std::get_if<protocol::RoomChanged>(&message)) {
        rename(line->room);
    }
}

void SocketChat::informEveryone(const protocol::ServerMessage &message)
{
    if (const auto *line = std::get_if<protocol::RoomChanged>(&message))
        rename(line->room);
}

void SocketChat::tell(const RoomId &room, const QByteArray &json, const UserId &user)
{
    const PreparedPacket event = SocketServer::prepare(json);
    for (const auto session : std::as_const(m_rooms[room].sockets)) {
        const auto *socket = find(session);
        // The domain knows who may hear of the room, not we.
        if (socket && (user.isEmpty() || socket->user() != user) &&
            m_house.subscriptions.follows(session, room))
            m_server.send(socket->socket(), event, SocketServer::Kind::Fact);
    }
}

/// What changed between two lists of who types; the others hear of it.
void SocketChat::noteTyping(Room &room, const protocol::Typing &typing)
{
    const auto before = std::exchange(room.typing, typing.users);
    const QString name = room.name;
    const auto tellOf = [&](const QList<protocol::User> &these, const QList<protocol::User> &those,
                            bool types) {
        for (const auto &user : these) {
            const bool isInBoth =
                std::any_of(those.begin(), those.end(),
                            [&](const protocol::User &other) { return other.id == user.id; });
            if (!isInBoth)
                tell(typing.room, chatwords::typing(name, user.name, types), user.id);
        }
    };
    tellOf(before, typing.users, false);
    tellOf(typing.users, before, true);
}

void SocketChat::rename(const protocol::RoomSummary &line)
{
    const auto found = m_rooms.find(line.id);
    if (found != m_rooms.end())
        found->name = line.name;
}

void SocketChat::ask(SessionId session, const protocol::ClientMessage &request)
{
    Q_EMIT messageReceived(session, request);
}

void SocketChat::noteJoined(SessionId session, const RoomId &id, const QString &name)
{
    Room &room = m_rooms[id];
    room.name = name;
    if (!room.sockets.contains(session))
        room.sockets.append(session);
}

void SocketChat::noteLeft(SessionId session, const RoomId &id)
{
    const auto found = m_rooms.find(id);
    if (found == m_rooms.end())
        return;
    found->sockets.removeOne(session);
    if (found->sockets.isEmpty())
        m_rooms.erase(found);
}

void SocketChat::noteEnded(SessionId session)
{
    const auto found = m_sockets.find(session);
    if (found == m_sockets.end())
        return;
    const auto engine = m_sessions.find(found->second->socket().session);
    if (engine != m_sessions.end() && engine->second == session)
        m_sessions.erase(engine);
    m_ended.push_back(std::move(found->second));
    m_sockets.erase(found);
    QMetaObject::invokeMethod(
        this, [this] { m_ended.clear(); }, Qt::QueuedConnection);
    Q_EMIT sessionClosed(session);
}

void SocketChat::sweep()
{
    QList<EngineId> late;
    for (const auto &[session, socket] : m_sockets) {
        if (socket->isLate())
            late.append(socket->socket().session);
    }
    for (const auto session : std::as_const(late))
        m_engine.close(session);
}

ChatSocket *SocketChat::find(SessionId session) const
{
    const auto found = m_sockets.find(session);
    return found == m_sockets.end() ? nullptr : found->second.get();
}

ChatSocket *SocketChat::find(EngineId session) const
{
    const auto found = m_sessions.find(session);
    return found == m_sessions.end() ? nullptr : find(found->second);
}

} // namespace hobnob::server
