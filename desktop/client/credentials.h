// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"

#include <QString>

#include <optional>

namespace hobnob::desktop
{

/// How one comes in: with the token of an earlier session when there is one; else a guest by the
/// name alone, an account by its password. Once in, the password is forgotten and the token stays.
/// A value.
struct Credentials {
    enum class Purpose {
        Enter,
        /// Makes the account.
        Register,
    };

    /// A guest's name, or what an account logs in with.
    QString name;
    protocol::PersonKind kind = protocol::PersonKind::Guest;
    /// A guest whose token is over comes in as a new one; an account has to sign in.
    QString token = {};
    QString password = {};
    /// Of the second factor.
    std::optional<QString> code = {};
    Purpose purpose = Purpose::Enter;
    /// To register with: the code of an invite or setup link.
    std::optional<QString> link = {};
};

} // namespace hobnob::desktop
