// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/core/bots.h"

#include "server/core/credentials.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

template <typename... Messages>
bool isOneOf(const protocol::ClientMessage &message)
{
    return (std::holds_alternative<Messages>(message) || ...);
}

} // namespace

Bots::Bots(const QList<StoredBot> &bots)
{
    for (const StoredBot &bot : bots)
        add(bot);
}

void Bots::forgetRoom(const RoomId &room)
{
    for (StoredBot &bot : m_bots) {
        if (bot.scope)
            bot.scope->removeOne(room);
    }
}

QList<StoredBot> Bots::all() const
{
    auto bots = m_bots.values();
    std::sort(bots.begin(), bots.end(), [](const StoredBot &a, const StoredBot &b) {
        return std::pair(a.user.name.toCaseFolded(), a.user.id) <
               std::pair(b.user.name.toCaseFolded(), b.user.id);
    });
    return bots;
}

std::optional<StoredBot> Bots::named(const QString &name) const
{
    for (const StoredBot &bot : m_bots) {
        if (loginKey(bot.user.name) == loginKey(name))
            return bot;
    }
    return std::nullopt;
}

bool Bots::isConfined(const UserId &user) const
{
    const auto bot = m_bots.constFind(user);
    return bot != m_bots.constEnd() && bot->scope;
}

bool Bots::mayBeIn(const UserId &user, const RoomId &room) const
{
    const auto bot = m_bots.constFind(user);
    return bot == m_bots.constEnd() || !bot->scope || bot->scope->contains(room);
}

QList<UserId> Bots::confinedTo(const RoomId &room) const
{
    QList<UserId> users;
    for (const StoredBot &bot : m_bots) {
        if (bot.scope && bot.scope->contains(room))
            users.append(bot.user.id);
    }
    return users;
}

std::optional<Error> botRefusal(const protocol::ClientMessage &message, bool isConfined)
{
    using namespace protocol;
    if (isOneOf<Hello, ResumeSession, LogOut, JoinRoom, JoinNamedRoom, LeaveRoom, PostMessage,
                GetHistory, GetMembers, GetRoom, ReportEvent, GetPicture, MarkRead, SetTyping,
                SetPresence, Ping>(message))
        return std::nullopt;
    if (!isConfined && isOneOf<FindPeople, OpenDirect>(message))
        return std::nullopt;
    return hobnob::Error{ErrorCode::NotAllowed, u"Bots cannot do this."_s};
}

} // namespace hobnob::server
