// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/broadcaster.h"

#include "server/core/subscriptions.h"
#include "server/net/sessionregistry.h"
#include "server/net/websocketframe.h"
#include "shared/protocol/codec.h"

namespace hobnob::server
{

Broadcaster::Broadcaster(SessionRegistry &sessions, const Subscriptions &subscriptions)
    : m_sessions(sessions), m_subscriptions(subscriptions)
{
}

void Broadcaster::answer(SessionId session, const protocol::ServerMessage &message)
{
    // Without an id it answers nothing that the session counts.
    const auto kind = protocol::requestIdOf(message) ? Outbox::Kind::Answer : Outbox::Kind::Fact;
    m_sessions.send(session, textFrame(protocol::encode(message)), kind);
}

void Broadcaster::informRoom(const RoomId &room, const protocol::ServerMessage &message)
{
    const auto followers = m_subscriptions.followersOf(room);
    if (!followers.isEmpty())
        m_sessions.publish(followers, textFrame(protocol::encode(message)));
}

void Broadcaster::informEveryone(const protocol::ServerMessage &message)
{
    inform(m_subscriptions.everyone(), message);
}

void Broadcaster::inform(const QList<SessionId> &sessions, const protocol::ServerMessage &message)
{
    if (sessions.isEmpty())
        return;
    m_sessions.send(sessions, textFrame(protocol::encode(message)));
}

} // namespace hobnob::server
