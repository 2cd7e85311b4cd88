// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "server/socketio/chatevent.h"
#include "server/socketio/socketserver.h"
#include "shared/protocol/messages.h"

#include <QHash>

#include <map>

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

    /// \a server and \a owner outlive this.
    ChatSocket(SessionId id, const SocketId &socket, SocketServer &server, Owner &owner);

    [[nodiscard]] SessionId id() const { return m_id; }
    [[nodiscard]] const SocketId &socket() const { return m_socket; }
    [[nodiscard]] const UserId &user() const { return m_user.id; }

    /// \a request asks for the connection.
    void start(const SocketPacket &request);
    void take(const SocketPacket &event);
    /// The client has taken what waited for it.
    void proceed();
    void answer(const protocol::ServerMessage &message);
    /// The socket has ended. A guest who left by themselves has nothing to come back to: their name
    /// is free at once.
    void end(SocketServer::End how);

private:
    enum class Stage { Asked, Nameless, LoggedIn, Ended };
    /// What an answer is for.
    enum class Purpose {
        Greeting,
        Resuming,
        LoggingIn,
        Joining,
        Leaving,
        Posting,
        Paging,
        Catching
    };
    struct Pending {
        Purpose purpose;
        std::optional<qint64> ack;
        /// As the client named it.
        QString room;
    };
    struct Waiting {
        ChatEvent event;
        std::optional<qint64> ack;
    };

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
    [[nodiscard]] RequestId expect(Pending pending);
    [[nodiscard]] std::optional<Pending> settle(RequestId id);
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
    protocol::PersonKind m_kind = protocol::PersonKind::Guest;
    /// By each name that the client used for it, and by its own.
    QHash<QString, RoomId> m_rooms;
    QList<Waiting> m_waiting;
    std::map<RequestId, Pending> m_pending;
    qint64 m_lastRequest = 0;
    /// What comes next has to wait for the answer to what was asked.
    bool m_isAlone = false;
    bool m_isProceeding = false;
};

} // namespace hobnob::server
