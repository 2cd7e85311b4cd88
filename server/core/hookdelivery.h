// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/hookstore.h"
#include "shared/protocol/messages.h"

#include <QByteArray>
#include <QList>

#include <chrono>
#include <functional>

namespace hobnob::server
{

/// One POST to a receiver.
struct HookDelivery {
    QString url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
};

/// What came of it.
struct HookOutcome {
    /// Gone: the receiver says that it wants nothing any more.
    enum class Verdict { Taken, Failed, Gone };
    Verdict verdict = Verdict::Failed;
    /// For people: "200", "The connection was refused", …
    QString reason = {};
    /// How long the receiver wants to be left alone.
    std::chrono::milliseconds rest{0};
};

/// Sends it, and says once what came of it, not from inside the call.
using DeliverHook =
    std::function<void(const HookDelivery &, std::function<void(const HookOutcome &)>)>;

/// Whether a hook waits for this: a message of a person that has its word or its mention, where it
/// has any. What bots say is passed over, or two of them could talk for ever. Pure.
[[nodiscard]] bool isWanted(const OutgoingHook &hook, const protocol::Event &event);

/// Where a message was said, and in which data.
struct HookPlace {
    QString epoch;
    RoomId room;
    QString roomName;
};

/// A message for its receiver, signed. Its id is the same at each try, and no other's. Pure.
[[nodiscard]] HookDelivery messageDelivery(const OutgoingHook &hook, const HookPlace &place,
                                           const protocol::Event &event, Timestamp now);
/// The same without a message, by which the operator sees whether it arrives. Pure but for its id.
[[nodiscard]] HookDelivery testDelivery(const OutgoingHook &hook, const HookPlace &place,
                                        Timestamp now);

} // namespace hobnob::server
