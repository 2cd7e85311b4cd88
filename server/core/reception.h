// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/logins.h"
#include "server/core/sessionid.h"
#include "server/core/tickets.h"

#include <QHash>
#include <QObject>

namespace hobnob::server
{

class Bots;
class Overview;
class ReadPointers;
class Subscriptions;
struct Moderation;
struct People;

/// Where each session (here: connection, window) stands between its first hello and its login, and
/// who it is after that. Answers what belongs to coming in and going out; the rest is others'
/// business.
class Reception final : public QObject
{
    Q_OBJECT

public:
    struct House {
        const HouseRules &rules;
        QString epoch;
        People &people;
        Moderation &moderation;
        ReadPointers &reads;
        Subscriptions &subscriptions;
        const Overview &overview;
        const Bots &bots;
    };
    /// What is known of a connection before it says anything.
    struct Connection {
        /// Of the client, for the list of sessions; may be empty.
        QString address;
        /// The token that the browser brought; empty when it brought none.
        QString cookie;
    };

    /// What \a house refers to outlives this.
    explicit Reception(House house) : m_house(std::move(house)) {}

    void open(SessionId session, const Connection &connection)
    {
        m_visitors.insert(session, {.connection = connection});
    }
    void close(SessionId session);

    /// Still open. What the store answers may come for a session that is not.
    [[nodiscard]] bool knows(SessionId session) const { return m_visitors.contains(session); }
    [[nodiscard]] bool isLoggedIn(SessionId session) const;
    /// Empty before the login.
    [[nodiscard]] protocol::User userOf(SessionId session) const;

    /// While a login is with the store, what comes after it waits here: true when it was taken,
    /// and then released() gives it back.
    bool hold(SessionId session, const protocol::ClientMessage &message);
    /// Why the session may not send this now.
    [[nodiscard]] std::optional<Error> outOfOrder(SessionId session,
                                                  const protocol::ClientMessage &message) const;

    void handle(SessionId session, const protocol::Hello &hello);
    void handle(SessionId session, const protocol::LogInAsGuest &request);
    void handle(SessionId session, const protocol::LogIn &request);
    void handle(SessionId session, const protocol::Register &request);
    void handle(SessionId session, const protocol::ResumeSession &request);
    void handle(SessionId session, const protocol::LogOut &request);
    /// See Tickets::redeem().
    [[nodiscard]] std::optional<Tickets::Grant> redeemTicket(const QString &ticket);
    /// The session was not told everything, and now hears of everything again.
    void explainGap(SessionId session);

    /// The window is nobody's any more, and is not told.
    void leave(SessionId session);
    /// The windows that are logged in by these are nobody's any more, and are told; those that are
    /// just coming in by one are turned away.
    void endSessions(const UserId &user, const QList<SessionKey> &keys);
    /// All windows, as above.
    void expel(const UserId &user);
    /// They are called otherwise from now on.
    void rename(const protocol::User &user);

Q_SIGNALS:
    void answered(hobnob::server::SessionId session,
                  const hobnob::protocol::ServerMessage &message);
    void released(hobnob::server::SessionId session,
                  const hobnob::protocol::ClientMessage &message);
    void loggedIn(hobnob::server::SessionId session);
    /// This guest logged out, and there is no such person any more.
    void guestForgotten(const hobnob::UserId &user);
    /// The session goes on and may log in again.
    void loggedOut(hobnob::server::SessionId session);

private:
    /// Claiming: a guest who is logged in becomes an account.
    enum class Stage { New, Greeted, LoggingIn, LoggedIn, Claiming };
    /// How the client keeps its token: it is told, or it never sees it.
    enum class Keeping { Token, Cookie };
    struct Visitor {
        Stage stage = Stage::New;
        Keeping keeping = Keeping::Token;
        Connection connection = {};
        QString client = {};
        protocol::User user = {};
        QList<protocol::ClientMessage> waiting = {};
    };

    [[nodiscard]] Logins::Caller callerOf(SessionId session) const;
    /// Takes what the login answers to this request.
    [[nodiscard]] Logins::Answer<Admission> welcoming(SessionId session, RequestId id);
    void welcome(SessionId session, RequestId id, const Result<Admission> &admission);
    void finishLogin(SessionId session, RequestId id, const Admission &admission);
    void turnAway(SessionId session, RequestId id, const Error &error);
    void attach(SessionId session, const Admission &admission);
    /// What the client is given to come back with.
    void giveToken(const Visitor &visitor, const QString &token, protocol::LoggedIn &answer);
    void endLoggingIn(SessionId session, Stage stage);
    void refuse(SessionId session, std::optional<RequestId> id, const Error &error);

    House m_house;
    QHash<SessionId, Visitor> m_visitors;
    Tickets m_tickets;
};

} // namespace hobnob::server
