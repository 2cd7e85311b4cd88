// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/roomdirectory.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace hobnob::desktop
{

class ServerLink;

/// How far the person has read, the same here and in all of their windows: tells the server, at
/// most once a second a room, takes what it tells, and counts the mentions that it has not counted.
/// The pointer itself is RoomLog::readSeq(); whichever is further on, ours or the server's, holds.
class ReadMarks final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    ReadMarks(ServerLink *link, RoomDirectory *rooms, QObject *parent = nullptr);

    void setSelf(const protocol::User &self) { m_self = self; }
    /// What the server keeps; when ours is ahead in a room that we are in, it is told.
    void take(const protocol::ReadState &state);
    /// Events that came, in the log or past it.
    void count(const RoomId &room, const QList<protocol::Event> &events);
    /// The person has seen all that there is.
    void markRead(const RoomId &room);
    void connectionLost();

Q_SIGNALS:
    /// Its unread count or mentions.
    void changed(const RoomId &room);

private:
    void tell(const RoomId &room);
    void tellLate();

    ServerLink *m_link;
    RoomDirectory *m_rooms;
    protocol::User m_self;
    /// Told within the last second.
    QSet<RoomId> m_told;
    /// To be told at the end of it.
    QSet<RoomId> m_due;
    QTimer m_pause;
};

} // namespace hobnob::desktop
