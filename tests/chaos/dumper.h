// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/chatclient.h"

#include <QJsonObject>
#include <QMap>
#include <QTimer>

namespace hobnob::chaos
{

class Journal;

/// Writes the whole log of every room, as this client shows it, into the journal: waits until the
/// client has caught up by itself, then pages back to the beginning as somebody who scrolls up.
class Dumper final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. \a newest: each room's last seq in the store, by the room's id.
    Dumper(desktop::ChatClient *client, Journal *journal, const QJsonObject &newest,
           QObject *parent = nullptr);

    void start() { m_step.start(); }

Q_SIGNALS:
    void finished();

private:
    void step();
    void collect(const desktop::RoomLog &log);
    void finishRoom();
    [[nodiscard]] bool hasCaughtUp(const desktop::Room &room);

    desktop::ChatClient *m_client;
    Journal *m_journal;
    QJsonObject m_newest;
    QStringList m_waiting;
    QMap<Seq, protocol::Event> m_events;
    QElapsedTimer m_onRoom;
    QTimer m_step;
    bool m_caughtUp = false;
};

} // namespace hobnob::chaos
