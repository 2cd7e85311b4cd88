// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/connection.h"
#include "desktop/client/serveraddress.h"

namespace hobnob::desktop
{

/// What one asks a server before one is in: what it offers, what a link is good for, and a new
/// password for a reset link. Each is a connection of its own, which ends with the answer; a new
/// question takes the place of one that is still open.
class Door final : public QObject
{
    Q_OBJECT

public:
    explicit Door(Connection::Timing timing, QObject *parent = nullptr);

    void look(const ServerAddress &address);
    /// \a link: the code. Answered by welcomed() and then linkChecked().
    void checkLink(const ServerAddress &address, const QString &link);
    void resetPassword(const ServerAddress &address, const QString &link, const QString &password);
    /// Whatever was asked is not answered any more.
    void turnAway();

Q_SIGNALS:
    void welcomed(const protocol::Welcome &welcome);
    void linkChecked(const protocol::LinkChecked &link);
    void passwordReset();
    /// The server's no.
    void refused(const Error &error);
    /// There was no answer.
    void failed(LinkProblem problem);

private:
    using Request = std::variant<std::monostate, protocol::CheckLink, protocol::ResetPassword>;
    void ask(const ServerAddress &address, Request request);
    void greet();
    void goOn();
    void finish(const Result<protocol::ServerMessage> &answer);
    void end();

    Connection m_connection;
    Request m_request;
};

} // namespace hobnob::desktop
