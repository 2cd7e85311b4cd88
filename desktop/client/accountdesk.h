// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QObject>

namespace hobnob::desktop
{

class ServerLink;

/// What one does about oneself on the server: the account, its password and second factor, the
/// places where one is logged in, and what others see. Each command is answered by one signal:
/// failed(), or accepted(), or the one that brings what was asked for.
class AccountDesk final : public QObject
{
    Q_OBJECT

public:
    enum class Act {
        MakeAccount,
        ChangePassword,
        StartTwoFactor,
        ConfirmTwoFactor,
        StopTwoFactor,
        ListSessions,
        EndSession,
        SetProfile,
        SetPicture,
        MakeInvite,
        SignOut,
        Deactivate,
        Delete,
    };

    /// \a link outlives it.
    explicit AccountDesk(ServerLink *link, QObject *parent = nullptr);

    [[nodiscard]] const protocol::Self &self() const { return m_self; }
    [[nodiscard]] bool isAccount() const { return m_self.kind == protocol::PersonKind::Account; }
    [[nodiscard]] bool isAdministrator() const
    {
        return m_self.role == protocol::ServerRole::Administrator;
    }
    /// As the server says it at a login, or as it was the last time.
    void setSelf(const protocol::Self &self);

    /// For a guest, who keeps what they wrote and where they are. \a link: a code, or empty.
    void makeAccount(const QString &name, const QString &password, const QString &link);
    void changePassword(const QString &current, const QString &password);
    void startTwoFactor(const QString &password);
    void confirmTwoFactor(const QString &code);
    void stopTwoFactor(const QString &password);
    void listSessions();
    void endSession(const SessionKey &session);
    void endOtherSessions();
    /// What is nothing stays as it is. \a colour -1: the one that follows from the id.
    void setProfile(const std::optional<QString> &name, const std::optional<QString> &status,
                    std::optional<qint64> colour);
    /// \a png: empty for none.
    void setPicture(const QByteArray &png);
    void makeInvite(qint64 uses, qint64 days);
    void signOut();
    void deactivate(const QString &password);
    void deleteAccount(const QString &password);

Q_SIGNALS:
    void accepted(Act act);
    void failed(Act act, const Error &error);
    /// What self() says is another.
    void selfChanged();
    /// To MakeAccount: the person in here is an account now, with another token.
    void accountMade(const protocol::LoggedIn &session);
    void twoFactorOffered(const protocol::TwoFactorOffered &offer);
    /// To ConfirmTwoFactor. The codes are not told again.
    void twoFactorStarted(const QStringList &recoveryCodes);
    void sessionsListed(const QList<protocol::SessionInfo> &sessions);
    void inviteMade(const QString &link, Timestamp expires);
    /// To SignOut, Deactivate and Delete: the session is over.
    void left(Act act);

private:
    template <typename Request>
    void ask(Act act, Request request);
    void finish(Act act, const Result<protocol::ServerMessage> &answer);

    ServerLink *m_link;
    protocol::Self m_self;
};

} // namespace hobnob::desktop
