// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QObject>
#include <QStringList>

namespace hobnob::desktop
{

class ServerLink;

/// The ways into rooms whose id is not known yet: makes them, opens the one of some people, and
/// joins by name. Each is answered by one signal.
class RoomMaker final : public QObject
{
    Q_OBJECT

public:
    struct NewRoom {
        QString name;
        protocol::RoomKind kind = protocol::RoomKind::Public;
        QString topic = {};
    };

    /// \a link outlives it.
    explicit RoomMaker(ServerLink *link, QObject *parent = nullptr);

    void create(const NewRoom &room);
    /// The room of oneself and these people.
    void openDirect(const QList<UserId> &people);
    /// Made when there is none. While offline, done at the login.
    void joinNamed(const QString &name);
    /// We are in.
    void goOnline();
    /// Another server, where nobody asked for anything yet.
    void begin() { m_wantedNames.clear(); }

Q_SIGNALS:
    void entered(const protocol::Joined &answer);
    void creationFailed(const Error &error);
    void directFailed(const Error &error);
    void joinFailed(const Error &error);

private:
    template <typename Request>
    void ask(Request request, void (RoomMaker::*failed)(const Error &));

    ServerLink *m_link;
    /// To join by name at the next login.
    QStringList m_wantedNames;
};

} // namespace hobnob::desktop
