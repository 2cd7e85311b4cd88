// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "tests/bench/samples.h"

#include <QObject>
#include <QWebSocket>

#include <random>

namespace hobnob::bench
{

/// One client that logs in, joins a room by its name and then reads pages of 50 at random depths of
/// it, one after the other, over a real WebSocket.
class HistoryRun final : public QObject
{
    Q_OBJECT

public:
    HistoryRun(QString room, int pages);

    void start(const QUrl &server);

    /// From handing a request to the socket to its decoded answer.
    [[nodiscard]] const Samples &roundTrips() const { return m_roundTrips; }

Q_SIGNALS:
    void finished();
    void failed(const QString &sentence);

private:
    void send(const protocol::ClientMessage &message);
    void receive(const QString &frame);
    void take(const protocol::ServerMessage &message);
    void askForPage();

    QString m_roomName;
    int m_left;
    QWebSocket m_socket;
    RoomId m_room;
    qint64 m_lastSeq = 0;
    qint64 m_lastId = 0;
    Clock::time_point m_asked;
    Samples m_roundTrips;
    std::mt19937 m_random{3};
};

} // namespace hobnob::bench
