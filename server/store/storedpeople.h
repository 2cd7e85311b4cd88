// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/namekeys.h"
#include "shared/protocol/messages.h"

#include <chrono>

namespace hobnob::server
{

enum class AccountState { Active, Deactivated };

/// A person as they are kept: a guest, or somebody with an account.
struct StoredPerson {
    protocol::User user = {};
    protocol::PersonKind kind = protocol::PersonKind::Guest;
    QString status = {};
    /// Nothing: the one that follows from the id.
    std::optional<qint64> colour = {};
    /// The name of an image; empty: none.
    QString picture = {};
    Timestamp created{};
    /// Roughly when they last were here.
    Timestamp seen{};
    // Of an account:
    /// What they sign in with: the name that they registered with.
    QString login = {};
    protocol::ServerRole role = protocol::ServerRole::Member;
    AccountState state = AccountState::Active;
    bool twoFactor = false;
};

/// What signing in needs beside the person. Never leaves the server.
struct StoredAccount {
    StoredPerson person = {};
    QByteArray passwordHash = {};
    /// Empty: no second factor.
    QByteArray totpSecret = {};
    /// The last that was used.
    qint64 totpStep = 0;
};

/// The second factor of an account; a default one is none.
struct SecondFactor {
    QByteArray totpSecret = {};
    /// The step whose code confirmed the secret: it was used.
    qint64 usedStep = 0;
    QList<QByteArray> recoveryHashes = {};
};

/// One place where somebody is logged in.
struct StoredSession {
    SessionKey key = {};
    UserId user = {};
    /// SHA-256 of the token; the token itself is never kept.
    QByteArray tokenHash = {};
    QString client = {};
    QString address = {};
    /// Of a bot: how long it lasts without being used; nothing: for ever.
    std::optional<std::chrono::milliseconds> idle = {};
    // Set by the store.
    Timestamp created{};
    Timestamp used{};
};

/// Who has a token.
struct Recognised {
    StoredPerson person = {};
    StoredSession session = {};
};

struct NewAccount {
    /// The id is new, or that of a guest who becomes this account.
    protocol::User user = {};
    /// Of user.name, which becomes the login as well.
    NameKeys keys = {};
    QByteArray passwordHash = {};
    protocol::ServerRole role = protocol::ServerRole::Member;
    /// Beside those that a guest has.
    std::optional<StoredSession> session = {};
    /// Of a setup or invite link, one use of which this is; empty: without a link.
    QByteArray linkHash = {};
    protocol::PersonKind kind = protocol::PersonKind::Account;
};

/// What somebody may do once, or a few times, because they were given a code.
struct StoredLink {
    /// SHA-256 of the code.
    QByteArray codeHash = {};
    protocol::LinkKind kind = protocol::LinkKind::Invite;
    /// Of a reset link: whose password.
    UserId user = {};
    /// Their login name; filled in when a link is read.
    QString login = {};
    /// The login name of whoever made it; empty: the server itself.
    QString madeBy = {};
    /// Set by the store.
    Timestamp created{};
    Timestamp expires{};
    qint64 usesLeft = 1;
};

/// How long a session lasts.
struct SessionLifetimes {
    /// Since it was last used. Guests without a session are forgotten.
    std::chrono::milliseconds guestIdle = std::chrono::hours(30 * 24);
    std::chrono::milliseconds accountIdle = std::chrono::hours(30 * 24);
    /// Since it began.
    std::chrono::milliseconds accountAge = std::chrono::hours(365 * 24);
};

} // namespace hobnob::server
