// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/socketserver.h"

#include "shared/ids.h"

#include <algorithm>
#include <utility>

namespace hobnob::server
{

using Type = SocketPacket::Type;

SocketServer::SocketServer(EngineServer &engine, const Settings &settings)
    : m_engine(engine), m_settings(settings)
{
    connect(&engine, &EngineServer::opened, this, &SocketServer::open);
    connect(&engine, &EngineServer::received, this, &SocketServer::receive);
    connect(&engine, &EngineServer::ended, this, &SocketServer::end);
    connect(&m_sweep, &QTimer::timeout, this, &SocketServer::sweep);
    m_sweep.start(settings.sweep);
}

void SocketServer::open(EngineId session, const QString &address)
{
    m_links.emplace(session,
                    Link{.address = address, .connecting = QDeadlineTimer(m_settings.connecting)});
}

void SocketServer::receive(EngineId session, const EnginePacket &message)
{
    const auto found = m_links.find(session);
    if (found == m_links.end())
        return;
    auto &reader = found->second.reader;
    const auto read = message.content == EnginePacket::Content::Binary
                          ? reader.readBinary(message.data)
                          : reader.readText(message.data);
    if (!read)
        m_engine.close(session);
    else if (*read)
        take(session, **read);
}

void SocketServer::take(EngineId session, const SocketPacket &packet)
{
    const SocketId socket{session, packet.head.place};
    const Place *place = find(socket);
    if (!place && packet.head.type == Type::Connect) {
        connectTo(session, m_links.at(session), packet);
        return;
    }
    if (!place || place->stage != Stage::Connected) {
        m_engine.close(session);
        return;
    }
    switch (packet.head.type) {
    case Type::Event:
    case Type::BinaryEvent:
        Q_EMIT eventReceived(socket, packet);
        return;
    case Type::Disconnect:
        leave(socket);
        Q_EMIT socketEnded(socket, End::ByClient);
        return;
    case Type::Ack:
    case Type::BinaryAck:
        // Of nothing: no event of ours asks for one.
        return;
    case Type::Connect:
    case Type::ConnectError:
        break;
    }
    m_engine.close(session);
}

void SocketServer::connectTo(EngineId session, Link &link, const SocketPacket &packet)
{
    const SocketId socket{session, packet.head.place};
    if (!m_settings.places.contains(socket.place)) {
        sendText(session, {.type = Type::ConnectError, .place = socket.place},
                 R"({"message":"Invalid namespace"})");
        return;
    }
    if (link.places.size() >= limits::socketPlaces) {
        m_engine.close(session);
        return;
    }
    link.places.append({socket.place, Stage::Asked});
    Q_EMIT socketAsked(socket, link.address, packet);
}

void SocketServer::accept(const SocketId &socket)
{
    Place *place = find(socket);
    if (!place || place->stage != Stage::Asked)
        return;
    place->stage = Stage::Connected;
    m_links.at(socket.session).connecting = QDeadlineTimer(QDeadlineTimer::Forever);
    sendText(socket.session, {.type = Type::Connect, .place = socket.place},
             "{\"sid\":\"" + randomId().toLatin1() + "\"}");
}

void SocketServer::refuse(const SocketId &socket, const QByteArray &json)
{
    if (leave(socket))
        sendText(socket.session, {.type = Type::ConnectError, .place = socket.place}, json);
}

void SocketServer::send(const SocketId &socket, const PreparedPacket &event, Kind kind)
{
    const Place *place = find(socket);
    if (place && place->stage == Stage::Connected)
        m_engine.send(socket.session, event, kind);
}

void SocketServer::sendWithAttachments(const SocketId &socket, SocketPacket::Head head,
                                       const QByteArray &json, const QList<QByteArray> &attachments)
{
    head.place = socket.place;
    head.attachments = attachments.size();
    sendText(socket.session, head, json);
    for (const auto &data : attachments)
        m_engine.send(socket.session, PreparedPacket::binary(data), Kind::Answer);
}

void SocketServer::acknowledge(const SocketId &socket, qint64 ack, const QByteArray &json)
{
    if (find(socket))
        sendText(socket.session, {.type = Type::Ack, .place = socket.place, .ack = ack}, json);
}

void SocketServer::disconnectSocket(const SocketId &socket)
{
    if (leave(socket))
        sendText(socket.session, {.type = Type::Disconnect, .place = socket.place}, {});
}

PreparedPacket SocketServer::prepare(const QByteArray &json, const QByteArray &place)
{
    return PreparedPacket(EnginePacket::Type::Message,
                          encodeSocketPacket({.type = Type::Event, .place = place}, json));
}

void SocketServer::sendText(EngineId session, const SocketPacket::Head &head,
                            const QByteArray &json)
{
    m_engine.send(session,
                  PreparedPacket(EnginePacket::Type::Message, encodeSocketPacket(head, json)),
                  Kind::Answer);
}

void SocketServer::end(EngineId session, EngineSession::End how)
{
    const auto found = m_links.find(session);
    if (found == m_links.end())
        return;
    const auto places = std::exchange(found->second.places, {});
    m_links.erase(found);
    const End end = how == EngineSession::End::ClosedByClient   ? End::ByClient
                    : how == EngineSession::End::ClosedByServer ? End::ByServer
                                                                : End::Lost;
    for (const auto &place : places)
        Q_EMIT socketEnded({session, place.name}, end);
}

void SocketServer::sweep()
{
    QList<EngineId> late;
    for (const auto &[session, link] : m_links) {
        if (link.connecting.hasExpired())
            late.append(session);
    }
    for (const auto session : std::as_const(late))
        m_engine.close(session);
}

SocketServer::Place *SocketServer::find(const SocketId &socket)
{
    const auto link = m_links.find(socket.session);
    if (link == m_links.end())
        return nullptr;
    auto &places = link->second.places;
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const Place &place) { return place.name == socket.place; });
    return found == places.end() ? nullptr : &*found;
}

bool SocketServer::leave(const SocketId &socket)
{
    if (!find(socket))
        return false;
    Link &link = m_links.at(socket.session);
    link.places.removeIf([&](const Place &place) { return place.name == socket.place; });
    if (link.places.isEmpty() && link.connecting.isForever())
        link.connecting = QDeadlineTimer(m_settings.connecting);
    return true;
}

} // namespace hobnob::server
