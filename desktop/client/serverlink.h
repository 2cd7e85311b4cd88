// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/connection.h"
#include "desktop/client/login.h"
#include "desktop/client/serveraddress.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace hobnob::desktop
{

/// A lasting link to one server: connects, logs in, and does both again after every loss until it
/// is told to stop or the server refuses. Knows nothing of rooms.
class ServerLink final : public QObject
{
    Q_OBJECT

public:
    struct Timing {
        Connection::Timing connection;
        /// The wait before try number n; see reconnectpolicy.h.
        std::function<std::chrono::milliseconds(int attempt)> delay;
    };
    [[nodiscard]] static Timing standardTiming();

    explicit ServerLink(Timing timing, QObject *parent = nullptr);

    /// Ends the link to any server before; start() then makes the new one.
    void prepare(const ServerAddress &address, const Credentials &credentials);
    void start();
    /// The token of the credentials is being looked for; start() follows.
    void awaitToken();
    void supplyToken(const QString &token) { m_credentials.token = token; }
    void disconnectFromServer();
    /// The person in here goes on under another session: a guest who made an account.
    void adopt(const protocol::LoggedIn &session);
    /// Stops, and says why as the server would have.
    void refuse(const Error &error);
    /// While waiting: tries now.
    void retryNow();

    [[nodiscard]] const ConnectionState &state() const { return m_state; }
    [[nodiscard]] bool isOnline() const { return m_state.phase == ConnectionState::Phase::Online; }
    [[nodiscard]] const ServerAddress &address() const { return m_address; }
    [[nodiscard]] const Credentials &credentials() const { return m_credentials; }

    /// What to say to whoever asks for something while not online.
    [[nodiscard]] static Error offline();
    /// As Connection::request(); only while online.
    template <typename Request>
    void request(Request message, Connection::Answer answer)
    {
        m_connection.request(std::move(message), std::move(answer));
    }
    /// Nothing goes out while not online.
    void send(const protocol::ClientMessage &message);

Q_SIGNALS:
    void stateChanged(const ConnectionState &state);
    /// At every try, before it is known whether the server takes us.
    void welcomed(const protocol::Welcome &welcome);
    /// Emitted before stateChanged() says Online.
    void loggedIn(const protocol::Welcome &welcome, const protocol::LoggedIn &session);
    /// The link was online and is not any more.
    void lost();
    void received(const protocol::ServerMessage &message);

private:
    void tryNow();
    void logIn();
    void enter(const protocol::Welcome &welcome, const protocol::LoggedIn &session);
    void take(const protocol::ServerMessage &message);
    void wait(LinkProblem problem, std::optional<std::chrono::milliseconds> atLeast = {});
    void dropLogin();
    void setState(ConnectionState state);

    Timing m_timing;
    Connection m_connection;
    std::unique_ptr<Login> m_login;
    QTimer m_retry;
    QElapsedTimer m_onlineFor;
    ConnectionState m_state;
    ServerAddress m_address;
    Credentials m_credentials;
    int m_attempt = 0;
};

} // namespace hobnob::desktop
