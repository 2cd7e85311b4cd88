// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/core/sessionid.h"
#include "shared/ids.h"

#include <QBasicTimer>
#include <QDeadlineTimer>
#include <QList>
#include <QObject>
#include <QSet>

#include <chrono>

namespace hobnob::server
{

class Subscriptions;

/// News of rooms for those who see them in their list and are not in them: that something was said,
/// or how many are there. Those who follow a room hear of it anyway.
///
/// That is the number of busy rooms times the number of sessions, so it goes in rounds: each tells
/// every session once of all rooms that changed since the round before, a slice of the sessions at
/// a time, so that a busy room costs a large server no more than a part of its time
/// (limits::lineSlice). On a small one a round is over at once.
class RoomLines final : public QObject
{
    Q_OBJECT

public:
    /// \a pause: at least so long from the beginning of a round to that of the next, and from the
    /// first change to its round. \a subscriptions outlives this.
    RoomLines(const Subscriptions &subscriptions, std::chrono::milliseconds pause);

    /// The room's line changed.
    void mark(const RoomId &room);
    /// There is no such room any more.
    void forget(const RoomId &room);

Q_SIGNALS:
    /// These sessions, which are logged in and do not follow the room, are to be told of it as it
    /// is now.
    void due(const hobnob::RoomId &room, const QList<hobnob::server::SessionId> &sessions);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void begin();
    void tellSlice();
    [[nodiscard]] bool isTelling() const { return m_next < m_sessions.size(); }

    const Subscriptions &m_subscriptions;
    const std::chrono::milliseconds m_pause;
    QBasicTimer m_timer;
    /// Not before that does the next round begin.
    QDeadlineTimer m_nextRound{0};
    /// For the next round, in the order of their first changes.
    QList<RoomId> m_marked;
    QSet<RoomId> m_isMarked;
    /// Of this round.
    QList<RoomId> m_rooms;
    QList<SessionId> m_sessions;
    qsizetype m_next = 0;
};

} // namespace hobnob::server
