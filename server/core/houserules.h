// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/passwordhasher.h"
#include "shared/limits.h"
#include "shared/protocol/messages.h"

#include <QDateTime>

#include <functional>

namespace hobnob::server
{

enum class Guests { Welcome, Refused };

using WallClock = std::function<Timestamp()>;

/// Who may come in, and for how long a browser keeps them in: what the operator decides, and what
/// tests set.
struct HouseRules {
    QString serverName;
    protocol::Registration registration = protocol::Registration::Open;
    Guests guests = Guests::Welcome;
    std::chrono::seconds sessionLifetime = limits::sessionLifetime;
    HashCost hashCost = HashCost::standard();
    WallClock clock = [] { return Timestamp{QDateTime::currentMSecsSinceEpoch()}; };
};

/// The operator as people see them: nobody whom one can meet, by the server's name. The ids that we
/// make are longer.
[[nodiscard]] inline protocol::User operatorOf(const HouseRules &rules)
{
    return {UserId(QStringLiteral("server")), rules.serverName};
}

} // namespace hobnob::server
