// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/connectionstate.h"
#include "desktop/client/credentials.h"
#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace hobnob::desktop
{

class Connection;

/// The first words on an open connection: hello, then one of the ways in that Credentials names.
/// Emits one of its last three signals, once, unless the connection ends first.
class Login final : public QObject
{
    Q_OBJECT

public:
    /// \a connection outlives it.
    Login(Connection *connection, Credentials credentials, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// What the server says of itself before it knows us.
    void welcomed(const protocol::Welcome &welcome);
    void succeeded(const protocol::Welcome &welcome, const protocol::LoggedIn &session);
    /// The server will not take us as we are; trying again without a change is no use.
    void refused(const Error &error);
    /// The server cannot take us now.
    void postponed(LinkProblem problem, std::optional<std::chrono::milliseconds> retryAfter);

private:
    void greet();
    void resume();
    void enterAsGuest();
    void enterAsAccount();
    template <typename Request>
    void ask(Request request);
    void finish(const Result<protocol::ServerMessage> &answer);
    void giveUp(const Error &error);

    Connection *m_connection;
    Credentials m_credentials;
    protocol::Welcome m_welcome;
};

} // namespace hobnob::desktop
