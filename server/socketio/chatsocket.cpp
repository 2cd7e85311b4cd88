// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/chatsocket.h"

#include "server/socketio/chatwords.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"
#include "shared/text.h"

#include <QJsonObject>
#include <QSet>

#include <utility>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using protocol::StrictJson;

ChatSocket::ChatSocket(SessionId id, const SocketId &socket, std::chrono::milliseconds patience,
                       SocketServer &server, Owner &owner)
    : m_id(id), m_socket(socket), m_server(server), m_owner(owner), m_patience(patience)
{
}

void ChatSocket::start(const SocketPacket &request)
{
    const auto token = request.payload ? request.payload->root().find(u"token")
                                       : std::optional<StrictJson::Value>();
    // A page that keeps none may say null.
    if (token && token->kind() != StrictJson::Kind::Null) {
        if (token->kind() != StrictJson::Kind::Text ||
            token->bytes().size() > limits::tokenCharacters) {
            turnAway(protocol::toMessage({ErrorCode::TokenUnknown, u"This is no token."_s}, {}));
            return;
        }
        m_token = token->text();
    }
    m_owner.ask(m_id, protocol::Hello{.id = m_requests.add({Purpose::Greeting}),
                                      .version = protocol::version,
                                      .client = u"Socket.IO"_s,
                                      .capabilities = {}});
}

void ChatSocket::take(const SocketPacket &packet)
{
    auto event = readChatEvent(packet);
    if (!event) {
        refuse(packet.head.ack, event.error());
        return;
    }
    if (m_waiting.add({*std::move(event), packet.head.ack}))
        proceed();
    else
        disconnect();
}

void ChatSocket::proceed()
{
    if (m_isProceeding)
        return;
    m_isProceeding = true;
    while (m_stage != Stage::Ended && !m_waiting.isEmpty() && !m_isAlone &&
           m_requests.count() < limits::requestsInFlight &&
           m_server.queuedBytes(m_socket) <= limits::outboxBytes / 2) {
        const auto [event, ack] = m_waiting.take();
        std::visit([&, wanted = ack](const auto &e) { handle(e, wanted); }, event);
    }
    m_isProceeding = false;
}

void ChatSocket::handle(const chatevent::Join &event, std::optional<qint64> ack)
{
    if (m_stage == Stage::LoggedIn) {
        if (const auto error = wrongName(event.username))
            refuse(ack, *error);
        else
            join(event.room, ack);
        return;
    }
    if (!event.username) {
        refuse(ack, {ErrorCode::MissingField, u"The field username is missing."_s, u"username"_s});
        return;
    }
    const auto name = cleanName(*event.username);
    if (!name) {
        refuse(ack, {name.error().code, name.error().sentence, u"username"_s});
        return;
    }
    m_isAlone = true;
    m_owner.ask(
        m_id, protocol::LogInAsGuest{m_requests.add({Purpose::LoggingIn, ack, event.room}), *name});
}

void ChatSocket::join(const QString &room, std::optional<qint64> ack)
{
    m_isAlone = true;
    m_owner.ask(m_id, protocol::JoinNamedRoom{m_requests.add({Purpose::Joining, ack, room}), room});
}

void ChatSocket::handle(const chatevent::Leave &event, std::optional<qint64> ack)
{
    if (const auto room = roomFor(event.username, event.room, ack)) {
        m_isAlone = true;
        m_owner.ask(
            m_id, protocol::LeaveRoom{m_requests.add({Purpose::Leaving, ack, event.room}), *room});
    }
}

void ChatSocket::handle(const chatevent::Message &event, std::optional<qint64> ack)
{
    if (const auto room = roomFor(event.username, event.room, ack))
        m_owner.ask(m_id, protocol::PostMessage{m_requests.add({Purpose::Posting, ack, event.room}),
                                                *room, event.id, event.text});
}

void ChatSocket::handle(const chatevent::Typing &event, std::optional<qint64> ack)
{
    if (const auto room = roomFor(event.username, event.room, ack)) {
        m_owner.ask(m_id, protocol::SetTyping{*room, event.typing});
        acknowledge(ack, chatwords::accepted());
    }
}

void ChatSocket::handle(const chatevent::History &event, std::optional<qint64> ack)
{
    const auto room = m_rooms.constFind(event.room);
    if (room == m_rooms.constEnd()) {
        refuse(ack, {ErrorCode::NotMember, u"Join the room first."_s, u"room"_s});
        return;
    }
    m_owner.ask(m_id, protocol::GetHistory{.id = m_requests.add({Purpose::Paging, ack, event.room}),
                                           .room = *room,
                                           .before = event.before,
                                           .after = {},
                                           .limit = event.limit});
}

std::optional<Error> ChatSocket::wrongName(const std::optional<QString> &username) const
{
    if (!username) {
        // A token says who it is.
        if (m_token)
            return {};
        return Error{ErrorCode::MissingField, u"The field username is missing."_s, u"username"_s};
    }
    const auto name = cleanName(*username);
    if (!name)
        return Error{name.error().code, name.error().sentence, u"username"_s};
    if (m_stage == Stage::LoggedIn && *name != m_user.name)
        return Error{ErrorCode::NotAllowed, u"You are here as %1."_s.arg(m_user.name),
                     u"username"_s};
    return {};
}

std::optional<RoomId> ChatSocket::roomFor(const std::optional<QString> &username,
                                          const QString &room, std::optional<qint64> ack)
{
    if (const auto error = wrongName(username)) {
        refuse(ack, *error);
        return {};
    }
    const auto found = m_rooms.constFind(room);
    if (found != m_rooms.constEnd())
        return *found;
    refuse(ack, {ErrorCode::NotMember, u"Join the room first."_s, u"room"_s});
    return {};
}

void ChatSocket::answer(const protocol::ServerMessage &message)
{
    if (m_stage == Stage::Ended)
        return;
    std::visit([this](const auto &m) { note(m); }, message);
    proceed();
}

void ChatSocket::note(const protocol::Welcome &welcome)
{
    if (!m_requests.settle(welcome.id))
        return;
    if (m_token) {
        m_owner.ask(m_id, protocol::ResumeSession{m_requests.add({Purpose::Resuming}), m_token});
    } else if (welcome.guests) {
        m_stage = Stage::Nameless;
        m_server.accept(m_socket);
    } else {
        turnAway(protocol::toMessage(
            {ErrorCode::GuestsRefused, u"This server lets nobody in without an account."_s}, {}));
    }
}

void ChatSocket::note(const protocol::LoggedIn &loggedIn)
{
    const auto pending = m_requests.settle(loggedIn.id);
    if (!pending)
        return;
    m_stage = Stage::LoggedIn;
    m_user = loggedIn.user;
    if (pending->purpose == Purpose::Resuming)
        m_server.accept(m_socket);
    else
        join(pending->room, pending->ack);
}

void ChatSocket::note(const protocol::Joined &joined)
{
    const auto pending = m_requests.settle(joined.id);
    if (!pending)
        return;
    m_isAlone = false;
    const RoomId &room = joined.room.id;
    m_rooms.insert(pending->room, room);
    m_rooms.insert(joined.room.name, room);
    m_owner.noteJoined(m_id, room, joined.room.name);
    acknowledge(pending->ack,
                chatwords::accepted({{u"room"_s, joined.room.name}, {u"username"_s, m_user.name}}));
    m_server.send(
        m_socket,
        SocketServer::prepare(chatwords::history(joined.room.name, joined.events, joined.more)),
        SocketServer::Kind::Answer);
}

void ChatSocket::note(const protocol::Left &left)
{
    const auto pending = m_requests.settle(left.id);
    if (!pending)
        return;
    m_isAlone = false;
    leave(left.room);
    acknowledge(pending->ack, chatwords::accepted());
}

void ChatSocket::note(const protocol::Posted &posted)
{
    if (const auto pending = m_requests.settle(posted.id))
        acknowledge(pending->ack,
                    chatwords::accepted({{u"id"_s, posted.clientId.value()},
                                         {u"seq"_s, number(posted.seq)},
                                         {u"timestamp"_s, milliseconds(posted.time)}}));
}

void ChatSocket::note(const protocol::History &history)
{
    const auto pending = m_requests.settle(history.id);
    if (!pending)
        return;
    m_server.send(
        m_socket,
        SocketServer::prepare(chatwords::history(pending->room, history.events, history.more)),
        SocketServer::Kind::Answer);
    acknowledge(pending->ack,
                chatwords::accepted(chatwords::page(pending->room, history.events, history.more)));
}

void ChatSocket::note(const protocol::Error &error)
{
    if (!error.id) {
        // They are nobody any more, by another of their windows or by an administrator.
        if (error.code == ErrorCode::NotLoggedIn)
            disconnect();
        return;
    }
    const auto pending = m_requests.settle(*error.id);
    if (!pending)
        return;
    if (pending->purpose == Purpose::Greeting || pending->purpose == Purpose::Resuming) {
        turnAway(error);
        return;
    }
    m_isAlone = false;
    protocol::Error told = error;
    if (told.field == u"text"_s)
        told.field = u"message"_s;
    else if (told.field == u"name"_s)
        told.field = pending->purpose == Purpose::LoggingIn ? u"username"_s : u"room"_s;
    acknowledge(pending->ack, chatwords::refused(told));
}

void ChatSocket::note(const protocol::LoggedOut &)
{
    disconnect();
}

void ChatSocket::note(const protocol::MembershipChanged &change)
{
    if (!change.joined)
        leave(change.room);
}

void ChatSocket::note(const protocol::RoomGone &gone)
{
    leave(gone.room);
}

void ChatSocket::note(const protocol::SelfChanged &change)
{
    m_user = change.user;
}

void ChatSocket::note(const protocol::PersonRenamed &change)
{
    if (change.user.id == m_user.id)
        m_user = change.user;
}

/// The newest of each room again, instead of what the client was not told.
void ChatSocket::note(const protocol::Gap &gap)
{
    QHash<RoomId, QString> names;
    for (const auto &line : gap.rooms)
        names.insert(line.id, line.name);
    const auto rooms = m_rooms.values();
    for (const auto &room : QSet<RoomId>(rooms.begin(), rooms.end())) {
        if (gap.joined.contains(room))
            m_owner.ask(m_id, protocol::GetHistory{
                                  .id = m_requests.add({Purpose::Catching, {}, names.value(room)}),
                                  .room = room,
                                  .before = {},
                                  .after = {},
                                  .limit = {}});
        else
            leave(room);
    }
}

void ChatSocket::finish()
{
    // Nobody has the token of a guest who came without one, so nobody could come back to it: the
    // name is free at once.
    const bool isLost = m_stage == Stage::LoggedIn && !m_token;
    if (std::exchange(m_stage, Stage::Ended) == Stage::Ended)
        return;
    if (isLost)
        m_owner.ask(m_id, protocol::LogOut{m_requests.add({Purpose::LoggingOut})});
    const auto rooms = std::exchange(m_rooms, {});
    for (const auto &room : rooms)
        m_owner.noteLeft(m_id, room);
    m_owner.noteEnded(m_id);
}

void ChatSocket::leave(const RoomId &room)
{
    m_rooms.removeIf([&](const auto &entry) { return entry.value() == room; });
    m_owner.noteLeft(m_id, room);
}

void ChatSocket::acknowledge(std::optional<qint64> ack, const QByteArray &json)
{
    if (ack)
        m_server.acknowledge(m_socket, *ack, json);
}

void ChatSocket::refuse(std::optional<qint64> ack, const Error &error)
{
    acknowledge(ack, chatwords::refused(protocol::toMessage(error, {})));
}

void ChatSocket::turnAway(const protocol::Error &error)
{
    m_server.refuse(m_socket, chatwords::notConnected(error));
    finish();
}

void ChatSocket::disconnect()
{
    m_server.disconnectSocket(m_socket);
    finish();
}

} // namespace hobnob::server
