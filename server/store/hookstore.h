// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/auditentry.h"
#include "server/store/storefamily.h"

#include <QList>

namespace hobnob::server
{

using HookId = Id<struct HookTag>;

/// Where a program sends messages to without being here.
struct IncomingHook {
    enum class Author { Own, Shared };

    HookId id = {};
    RoomId room = {};
    /// The bot that writes them.
    protocol::User bot = {};
    /// Own: it was made for this hook and goes with it.
    Author author = Author::Own;
    QByteArray secretHash = {};
    Timestamp created{};
};

/// Stopped: until the operator starts it again.
enum class HookState { Going, Stopped };

/// How far an outgoing hook has come.
struct HookProgress {
    HookState state = HookState::Going;
    /// All up to here are done with: delivered, or nothing that it waits for.
    Seq position{};
    /// Tries in a row that came to nothing.
    qint64 failures = 0;
    /// When the first of these was.
    Timestamp failingSince{};
    /// Why the last of these came to nothing, for people.
    QString reason = {};

    friend bool operator==(const HookProgress &, const HookProgress &) = default;
};

/// Whom a room's messages are sent to.
struct OutgoingHook {
    HookId id = {};
    RoomId room = {};
    QString url = {};
    /// What its deliveries are signed with; the receiver has the same.
    QByteArray key = {};
    /// What a message has to contain, or whom it has to mention: one of them when both are set;
    /// neither: every message.
    QString word = {};
    QString mention = {};
    Timestamp created{};
    HookProgress progress = {};
};

/// Webhooks. They go with their room, and incoming ones with their bot.
class HookStore : public virtual StoreFamily
{
public:
    /// As they were when the store was opened, in the order in which they were made.
    [[nodiscard]] virtual QList<IncomingHook> incomingHooksAtStart() const = 0;
    [[nodiscard]] virtual QList<OutgoingHook> outgoingHooksAtStart() const = 0;

    /// Answers when it was made. Errors: RoomUnknown, PersonUnknown (there is no such bot).
    virtual void addHook(const IncomingHook &hook, const Audit &audit,
                         Answer<Timestamp> answer) = 0;
    /// Errors: RoomUnknown.
    virtual void addHook(const OutgoingHook &hook, const Audit &audit,
                         Answer<Timestamp> answer) = 0;
    /// Of either kind. Done as well when there is none.
    virtual void removeHook(const HookId &hook, const Audit &audit, Answer<Done> answer) = 0;
    /// Does nothing when there is no such hook.
    virtual void setHookProgress(const HookId &hook, const HookProgress &progress,
                                 const Audit &audit, Answer<Done> answer) = 0;
};

} // namespace hobnob::server
