// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/accounts.h"
#include "server/core/attendance.h"
#include "server/core/credentials.h"
#include "server/core/links.h"
#include "server/core/logins.h"
#include "server/core/sessionbook.h"
#include "server/core/twofactor.h"

namespace hobnob::server
{

class Store;

/// All that knows who people are, put together: the parts, for those who need some of them.
/// Destroyed from the bottom up.
struct People final {
    /// All outlive this.
    People(Store &store, const HouseRules &rules, const Timeouts &timeouts);

    PasswordHasher hasher;
    Revocations revocations;
    Attendance attendance;
    Links links;
    Credentials credentials;
    SessionBook sessions;
    Logins logins;
    Accounts accounts;
    TwoFactor twoFactor;
};

/// What people are told of themselves.
[[nodiscard]] protocol::Self selfOf(const StoredPerson &person);

} // namespace hobnob::server
