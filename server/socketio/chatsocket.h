// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "server/socketio/chatqueue.h"
#include "server/socketio/chatrequests.h"
#include "server/socketio/socketserver.h"
#include "shared/protocol/messages.h"

#include <QDeadlineTimer>
#include <QHash>

namespace hobnob::server
{

/// One connection to the default namespace, as the domain sees it: a session. Makes requests of the
/// client's events and acknowledgements of their answers; decides nothing about the chat.
///
/// Events are taken in their order, limits::requestsInFlight at a time; those behind a join or a
/// leave wait for its answer, because what they mean depends on it.
class ChatSocket final
{
public:
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void ask(SessionId session, const protocol::ClientMessage &request) = 0;
        virtual void noteJoined(SessionId session, const RoomId &room, const QString &name) = 0;
        virtual void noteLeft(SessionId session, const RoomId &room) = 0;
        /// The socket is connected no more. It may be in the middle of a call.
        virtual void noteEnded(SessionId session) = 0;
    };

    /// \a patience: for a name. \a server and \a owner outlive this.
    ChatSocket(SessionId id, const SocketId &socket, std::chrono::milliseconds patience,
               SocketServer &server, Owner &owner);

    [[nodiscard]] SessionId id() const { return m_id; }
    [[nodiscard]] const SocketId &socket() const { return m_socket; }
    [[nodiscard]] const UserId &user() const { return m_user.id; }

    /// \a request asks for the connection.
    void start(const SocketPacket &request);
    void take(const SocketPacket &event);
    /// The client has taken what waited for it.
    void proceed();
    void answer(const protocol::ServerMessage &message);
    /// The socket has ended.
    void end() { finish(); }
    /// It has no name yet, and had the time to have one.
    [[nodiscard]] bool isLate() const
    {
        return m_stage == Stage::Nameless && m_patience.hasExpired();
    }

private:
    enum class Stage { Asked, Nameless, LoggedIn, Ended };
    using Purpose = ChatRequests::Purpose;
    using Pending = ChatRequests::Pending;

    void handle(const chatevent::Join &event, std::optional<qint64> ack);
    void handle(const chatevent::Leave &event, std::optional<qint64> ack);
    void handle(const chatevent::Message &event, std::optional<qint64> ack);
    void handle(const chatevent::Typing &event, std::optional<qint64> ack);
    void handle(const chatevent::History &event, std::optional<qint64> ack);

    void note(const protocol::Welcome &welcome);
    void note(const protocol::LoggedIn &loggedIn);
    void note(const protocol::Joined &joined);
    void note(const protocol::Left &left);
    void note(const protocol::Posted &posted);
    void note(const protocol::History &history);
    void note(const protocol::Error &error);
    void note(const protocol::LoggedOut &);
    void note(const protocol::MembershipChanged &change);
    void note(const protocol::RoomGone &gone);
    void note(const protocol::SelfChanged &change);
    void note(const protocol::PersonRenamed &change);
    void note(const protocol::Gap &gap);
    /// Nothing that a client of this kind is told.
    template <typename Other>
    void note(const Other &)
    {
    }

    /// Why this is not the name that the socket's person has.
    [[nodiscard]] std::optional<Error> wrongName(const std::optional<QString> &username) const;
    /// The room, when the person is in it and the name is theirs; or says why not.
    [[nodiscard]] std::optional<RoomId> roomFor(const std::optional<QString> &username,
                                                const QString &room, std::optional<qint64> ack);
    void join(const QString &room, std::optional<qint64> ack);
    void leave(const RoomId &room);
    void acknowledge(std::optional<qint64> ack, const QByteArray &json);
    void refuse(std::optional<qint64> ack, const Error &error);
    void turnAway(const protocol::Error &error);
    void disconnect();
    void finish();

    const SessionId m_id;
    const SocketId m_socket;
    SocketServer &m_server;
    Owner &m_owner;
    Stage m_stage = Stage::Asked;
    std::optional<QString> m_token;
    protocol::User m_user;
    /// By each name that the client used for it, and by its own.
    QHash<QString, RoomId> m_rooms;
    ChatQueue m_waiting;
    ChatRequests m_requests;
    const QDeadlineTimer m_patience;
    /// What comes next has to wait for the answer to what was asked.
    bool m_isAlone = false;
    bool m_isProceeding = false;
};

} // namespace hobnob::server
