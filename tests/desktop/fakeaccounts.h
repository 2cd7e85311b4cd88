// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QHash>

#include <map>

namespace hobnob::desktop
{

/// The accounts of a FakeServer: whom it knows, what it offers, and its answers to what concerns
/// them. Passwords of fewer than limits::passwordCharactersLeast characters are refused, the code
/// of a second factor is always "123456".
struct FakeAccounts {
    struct Account {
        protocol::User user;
        QString login;
        QString password;
        bool twoFactor = false;
        protocol::ServerRole role = protocol::ServerRole::Member;
    };
    /// Who the client is in as; with an account when self.kind says so.
    struct Visitor {
        protocol::User user;
        protocol::Self self;
    };

    /// The login is \a name, folded.
    Account &add(const QString &name, const QString &password);
    /// What a login answers: the visitor, or the refusal. Nothing: the message is none.
    [[nodiscard]] std::optional<std::variant<Visitor, protocol::Error>>
    enter(const protocol::ClientMessage &message, const Visitor &now);
    /// Nothing: it is not about accounts.
    [[nodiscard]] std::optional<protocol::ServerMessage>
    answer(const protocol::ClientMessage &message, Visitor &now);
    [[nodiscard]] static protocol::Self selfOf(const Account &account);

    std::map<QString, Account> byLogin;
    QHash<QString, protocol::LinkChecked> links;
    QList<protocol::SessionInfo> sessions;
    bool guests = true;
    protocol::Registration registration = protocol::Registration::Open;
    bool setUp = true;

private:
    [[nodiscard]] std::variant<Visitor, protocol::Error> logIn(const protocol::LogIn &message);
    [[nodiscard]] std::variant<Visitor, protocol::Error>
    makeAccount(const protocol::Register &message, const Visitor &now);
    [[nodiscard]] std::optional<protocol::ServerMessage>
    answerSession(const protocol::ClientMessage &message);
    [[nodiscard]] std::optional<protocol::ServerMessage>
    answerFactor(const protocol::ClientMessage &message, Account &account, Visitor &now);
    [[nodiscard]] protocol::ServerMessage setProfile(const protocol::SetProfile &message,
                                                     Visitor &now);
    void endSession(const std::optional<SessionKey> &key);
};

} // namespace hobnob::desktop
