// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "shared/protocol/messages.h"

#include <QObject>

namespace hobnob::server
{

class SessionRegistry;
class Subscriptions;

/// Turns what the domain says into frames for the sessions it concerns; a fact is encoded once,
/// however many hear of it.
class Broadcaster final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive this.
    Broadcaster(SessionRegistry &sessions, const Subscriptions &subscriptions);

    void answer(SessionId session, const protocol::ServerMessage &message);
    void informRoom(const RoomId &room, const protocol::ServerMessage &message);
    void informEveryone(const protocol::ServerMessage &message);
    void inform(const QList<SessionId> &sessions, const protocol::ServerMessage &message);

private:
    SessionRegistry &m_sessions;
    const Subscriptions &m_subscriptions;
};

} // namespace hobnob::server
