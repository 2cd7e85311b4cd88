// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/serveraddress.h"
#include "desktop/client/serverlink.h"
#include "fakeaccounts.h"
#include "fakerooms.h"
#include "shared/protocol/messages.h"

#include <QObject>
#include <QWebSocket>
#include <QWebSocketServer>

#include <functional>
#include <map>

namespace hobnob::desktop
{

/// A small server in the test's own process: it speaks the protocol, keeps rooms in memory, does
/// what the contract says, and lets a test interfere at every request.
class FakeServer final : public QObject
{
    Q_OBJECT

public:
    struct FakeRoom {
        protocol::RoomSummary summary;
        QList<protocol::Event> events;
        QList<protocol::Member> members;
        /// Where the client's person stands.
        protocol::Role role = protocol::Role::Member;
        std::optional<Timestamp> mutedUntil = {};
    };
    /// Returns true when it has dealt with the request, or wants it unanswered.
    using Intercept = std::function<bool(const protocol::ClientMessage &)>;

    FakeServer();
    ~FakeServer() override { dropConnections(); }

    /// Listens, on the same port each time; stop() ends it and every connection.
    void start();
    void stop();
    void dropConnections();
    [[nodiscard]] ServerAddress address() const;
    [[nodiscard]] int connectionCount() const { return static_cast<int>(m_sockets.size()); }

    FakeRoom &addRoom(const QString &id, const QString &name, int eventCount = 0);
    [[nodiscard]] FakeRoom &room(const QString &id) { return rooms[RoomId(id)]; }
    /// Somebody says something; goes to the log, and to everyone unless \a fanOut says otherwise.
    enum class FanOut { Yes, No };
    protocol::Event post(const QString &room, const protocol::User &author, const QString &text,
                         FanOut fanOut = FanOut::Yes);
    void send(const protocol::ServerMessage &message);
    /// The answer to whoever comes into the room.
    protocol::ServerMessage enter(RequestId id, FakeRoom &room, std::optional<Seq> after);
    /// Whoever comes back with the token is this account.
    void logInBefore(const FakeAccounts::Account &account);
    /// Facts are sent again, and the client is told what it missed.
    void endSlowness();

    template <typename Request>
    [[nodiscard]] QList<Request> received() const
    {
        QList<Request> matching;
        for (const auto &message : requests) {
            if (const auto *request = std::get_if<Request>(&message))
                matching.append(*request);
        }
        return matching;
    }

    static protocol::User person(const QString &name);
    /// As fast as a test wants it.
    static ServerLink::Timing quickTiming();

    QList<protocol::ClientMessage> requests;
    Intercept intercept;
    std::map<RoomId, FakeRoom> rooms;
    FakeAccounts accounts;
    FakeRooms desk{this};
    qint64 reportsWaiting = 0;
    QString epoch = QStringLiteral("epochone");
    QString token = QStringLiteral("token1");
    QList<RoomId> joinedAtLogin;
    int replayLimit = 200;
    int pageLimit = 1000;
    /// As a server does to a client that reads too slowly: answers alone are sent.
    bool holdsFacts = false;
    /// How far the person has read, in the rooms that they have been in.
    std::map<RoomId, Seq> reads;
    /// The time of the next event, which is a second later each time; 2026-01-01, noon UTC.
    qint64 clock = 1767268800000;

private:
    [[nodiscard]] protocol::Standing standingIn(const RoomId &room) const;
    void accept();
    void take(const QString &frame);
    void markRead(const RoomId &room, Seq seq);
    protocol::ReadState readState(const RoomId &room);
    QList<protocol::ReadState> readStates();
    protocol::ServerMessage answer(const protocol::ClientMessage &message);
    protocol::ServerMessage letIn(RequestId id);
    protocol::ServerMessage page(const protocol::GetHistory &request);
    protocol::ServerMessage memberPage(const protocol::GetMembers &request);
    protocol::ServerMessage store(const protocol::PostMessage &request);

    QWebSocketServer m_server;
    QList<QWebSocket *> m_sockets;
    quint16 m_port = 0;
    FakeAccounts::Visitor m_visitor;
    /// Over the connection that came last.
    bool m_isIn = false;
};

} // namespace hobnob::desktop
