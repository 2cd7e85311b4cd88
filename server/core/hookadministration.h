// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/commandtools.h"
#include "server/core/incominghooks.h"
#include "server/core/outgoinghooks.h"

namespace hobnob::server
{

class Administration;
class BotAdministration;
class Bots;

/// What the operator does to webhooks from the command line: hook.list, hook.show,
/// hook.addIncoming, hook.addOutgoing, hook.test, hook.resume, hook.remove. The secret of one that
/// comes in, and the key of one that goes out, are told once, when it is made.
class HookAdministration final
{
public:
    /// All outlive this.
    struct Office {
        Store &store;
        IncomingHooks &incoming;
        OutgoingHooks &outgoing;
        const Bots &bots;
        BotAdministration &botAdministration;
        const RoomDirectory &directory;
    };

    HookAdministration(Administration &commands, Office office);

private:
    using RoomCommand = std::function<void(const RoomId &room, const QJsonObject &arguments,
                                           const CommandAnswer &answer)>;
    /// For the kind that the hook is of.
    struct HookCommand {
        std::function<void(const IncomingHook &hook, const QJsonObject &arguments,
                           const CommandAnswer &answer)>
            incoming;
        std::function<void(const OutgoingHook &hook, const QJsonObject &arguments,
                           const CommandAnswer &answer)>
            outgoing;
    };

    /// One that begins with finding the room in the argument "room", which is none of direct
    /// messages.
    void addForRoom(Administration &commands, const QString &name, RoomCommand command);
    /// One that begins with finding the hook in the argument "hook".
    void addForHook(Administration &commands, const QString &name, HookCommand command);

    [[nodiscard]] QJsonObject toJson(const IncomingHook &hook) const;
    [[nodiscard]] QJsonObject toJson(const OutgoingHook &hook) const;
    [[nodiscard]] QJsonObject roomJson(const RoomId &room) const;
    [[nodiscard]] AuditEntry act(const QString &action, const RoomId &room,
                                 const QString &details) const;

    void list(const CommandAnswer &answer) const;
    void addIncoming(const RoomId &room, const QJsonObject &arguments, const CommandAnswer &answer);
    void addIncoming(IncomingHook hook, const CommandAnswer &answer);
    void addOutgoing(const RoomId &room, const QJsonObject &arguments, const CommandAnswer &answer);
    void test(const OutgoingHook &hook, const CommandAnswer &answer) const;
    void remove(const IncomingHook &hook, const CommandAnswer &answer);
    void remove(const OutgoingHook &hook, const CommandAnswer &answer);

    const Office m_office;
};

} // namespace hobnob::server
