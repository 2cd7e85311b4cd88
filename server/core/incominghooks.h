// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/hookmessage.h"
#include "server/core/houserules.h"
#include "server/core/ratelimiter.h"
#include "server/store/store.h"

namespace hobnob::server
{

class Attendance;
class Posts;
class Rights;

/// What programs send to rooms without being in the chat: whoever knows a hook's secret writes as
/// its bot, under the bot's rights, and may be shown under another name that is nobody's.
class IncomingHooks final
{
public:
    /// All outlive this.
    struct House {
        const HouseRules &rules;
        const Attendance &attendance;
        const Rights &rights;
        Posts &posts;
    };
    /// The message's place.
    struct Placed {
        ClientId id;
        Seq seq{};
    };
    using Answer = Store::Answer<Placed>;

    IncomingHooks(const House &house, const QList<IncomingHook> &hooks, const Rates &rates);

    /// \a address: as for RateLimiter::admit(). Whether there is such a hook is answered before
    /// anything is said of \a json, and only to whoever does not ask too often. Errors:
    /// RateLimited, ShuttingDown, TokenUnknown (there is no such hook), those of
    /// HookMessage::parse() and Posts::post(), NameTaken. May answer from inside the call.
    void receive(const QString &secret, const QString &address, const QByteArray &json,
                 const Answer &answer);
    /// Why a message would be refused now; nothing when none would be. Errors: those of the table
    /// of rights.
    [[nodiscard]] std::optional<Error> refusal(const IncomingHook &hook) const;
    void refuseAll() { m_refusing = true; }

    void add(const IncomingHook &hook) { m_hooks.insert(hook.secretHash, hook); }
    void remove(const HookId &hook);
    void forgetRoom(const RoomId &room);
    void forgetBot(const UserId &bot);

    /// In the order in which they were made.
    [[nodiscard]] QList<IncomingHook> all() const;
    [[nodiscard]] qsizetype count() const { return m_hooks.size(); }
    [[nodiscard]] qint64 refusedCount() const { return m_limiter.refusedCount(); }

private:
    /// Errors: NameTaken.
    [[nodiscard]] std::optional<Error> nameRefusal(const NameKeys &keys, const UserId &bot) const;

    const House m_house;
    RateLimiter m_limiter;
    /// By the hash of the secret: what is compared is not what anyone sends.
    QHash<QByteArray, IncomingHook> m_hooks;
    bool m_refusing = false;
};

} // namespace hobnob::server
