// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roomdirectory.h"

#include <QObject>

namespace hobnob::desktop
{

class ServerLink;

/// Who is in the rooms and who types there. Lists are kept of watched rooms only.
class People final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    People(ServerLink *link, RoomDirectory *rooms, QObject *parent = nullptr);

    void setSelf(const UserId &self) { m_self = self; }
    void enter(const protocol::Joined &answer);
    void leave(const RoomId &room);
    void take(const protocol::MembersChanged &fact);
    void take(const protocol::Typing &fact);
    void take(const protocol::PersonRenamed &fact);
    /// Who has just written types no more.
    void heardFrom(const RoomId &room, const UserId &user);
    void connectionLost();

    /// The next page of the room's members.
    void load(const RoomId &room);
    void setInterest(const RoomId &room, Interest interest);

Q_SIGNALS:
    void reset(const RoomId &room);
    void changed(const protocol::MembersChanged &change);
    void typingChanged(const RoomId &room);
    /// What the server says of these.
    void met(const QList<protocol::Member> &members);

private:
    enum class Page { First, Next };
    void request(const RoomId &room, Page page);

    ServerLink *m_link;
    RoomDirectory *m_rooms;
    UserId m_self;
};

} // namespace hobnob::desktop
