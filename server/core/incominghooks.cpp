// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/incominghooks.h"

#include "server/core/attendance.h"
#include "server/core/logins.h"
#include "server/core/posts.h"
#include "server/core/rights.h"
#include "server/core/skeleton.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

/// The limiter counts a hook as it counts a user.
UserId counted(const HookId &hook)
{
    return UserId(hook.value());
}

/// In the tutorial's events it is the server's own.
const QString systemName = u"System"_s;

bool lookAlike(const NameKeys &a, const NameKeys &b)
{
    return a.folded == b.folded || a.folded == b.drawn || a.drawn == b.folded || a.drawn == b.drawn;
}

} // namespace

IncomingHooks::IncomingHooks(const House &house, const QList<IncomingHook> &hooks,
                             const Rates &rates)
    : m_house(house), m_limiter(rates)
{
    for (const IncomingHook &hook : hooks)
        add(hook);
}

void IncomingHooks::receive(const QString &secret, const QString &address, const QByteArray &json,
                            const Answer &answer)
{
    using limits::RequestKind;
    if (m_refusing) {
        answer(Error{ErrorCode::ShuttingDown, u"The server is shutting down."_s});
        return;
    }
    const auto now = RateLimiter::Instant::clock::now();
    if (const auto error = m_limiter.admitFrom(address, {}, RequestKind::Hooking, now)) {
        answer(*error);
        return;
    }
    const auto found = m_hooks.constFind(Logins::hashOf(secret));
    if (found == m_hooks.constEnd()) {
        answer(Error{ErrorCode::TokenUnknown, u"There is no such hook."_s});
        return;
    }
    const IncomingHook hook = *found;
    if (const auto error = m_limiter.admitFrom({}, counted(hook.id), RequestKind::Hooking, now)) {
        answer(*error);
        return;
    }
    const auto message = HookMessage::parse(json);
    if (!message) {
        answer(message.error());
        return;
    }
    Draft draft{.room = hook.room,
                .author = hook.bot,
                .clientId = message->id.isEmpty() ? ClientId(randomId()) : message->id,
                .text = message->text,
                .by = protocol::PersonKind::Bot};
    if (!message->username.isEmpty() && message->username != hook.bot.name) {
        draft.author.name = message->username;
        draft.borrowedName = nameKeys(message->username);
    }
    const auto objection = [this, draft]() -> std::optional<Error> {
        return draft.borrowedName ? nameRefusal(*draft.borrowedName, draft.author.id)
                                  : std::nullopt;
    };
    m_house.posts.post(draft, objection, [answer](const Result<Appended> &appended) {
        if (appended)
            answer(Placed{appended->event.clientId, appended->event.seq});
        else
            answer(appended.error());
    });
}

std::optional<Error> IncomingHooks::nameRefusal(const NameKeys &keys, const UserId &bot) const
{
    const bool isServers = lookAlike(keys, nameKeys(m_house.rules.serverName)) ||
                           lookAlike(keys, nameKeys(systemName));
    const auto holders = m_house.attendance.holdersOf(keys);
    const bool isOthers = std::any_of(holders.begin(), holders.end(),
                                      [&](const UserId &holder) { return holder != bot; });
    if (!isServers && !isOthers)
        return std::nullopt;
    return Error{ErrorCode::NameTaken,
                 u"Someone has this name, or one that looks like it. Choose another."_s,
                 u"username"_s};
}

std::optional<Error> IncomingHooks::refusal(const IncomingHook &hook) const
{
    return m_house.rights.refusal(hook.room, hook.bot.id, Action::Post);
}

void IncomingHooks::remove(const HookId &hook)
{
    m_hooks.removeIf([&](const auto &entry) { return entry->id == hook; });
}

void IncomingHooks::forgetRoom(const RoomId &room)
{
    m_hooks.removeIf([&](const auto &entry) { return entry->room == room; });
}

void IncomingHooks::forgetBot(const UserId &bot)
{
    m_hooks.removeIf([&](const auto &entry) { return entry->bot.id == bot; });
}

QList<IncomingHook> IncomingHooks::all() const
{
    auto hooks = m_hooks.values();
    std::sort(hooks.begin(), hooks.end(), [](const IncomingHook &a, const IncomingHook &b) {
        return std::pair(a.created, a.id) < std::pair(b.created, b.id);
    });
    return hooks;
}

} // namespace hobnob::server
