// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connectioncounter.h"
#include "server/socketio/engineconnection.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <set>
#include <unordered_map>
#include <vector>

namespace hobnob::server
{

/// Every Engine.IO session: gives requests and WebSockets to those they name, opens new ones,
/// refuses the rest, and lets none be late. What is sent goes out once a turn of the event loop.
/// Knows no sockets.
class EngineServer final : public QObject, private EngineConnection::Owner
{
    Q_OBJECT

public:
    /// \a caps: of sessions; one that polls has no connection that would be counted.
    EngineServer(const EngineSettings &settings, const ConnectionCaps &caps);
    ~EngineServer() override;

    void handle(const EngineRequest &request, std::unique_ptr<EngineAnswer> answer);
    /// One that \a query came with; it is closed when there is nothing for it.
    void open(const QByteArray &query, const QString &address,
              std::unique_ptr<EngineSocket> socket);

    /// None of these does anything for a session that has ended.
    void send(EngineId session, const PreparedPacket &packet, EngineSession::Kind kind);
    /// It gets what waits, and is told.
    void close(EngineId session);
    void closeAll();
    /// Of what waits for the client; 0 for a session that has ended.
    [[nodiscard]] qint64 queuedBytes(EngineId session) const;
    [[nodiscard]] qint64 queuedBytes() const;
    [[nodiscard]] qsizetype count() const { return qsizetype(m_connections.size()); }
    /// Past the caps, since the start.
    [[nodiscard]] qint64 refusedCount() const { return m_counter.refusedCount(); }
    [[nodiscard]] const EngineSettings &settings() const { return m_settings; }

Q_SIGNALS:
    void opened(hobnob::server::EngineId session, const QString &address);
    void received(hobnob::server::EngineId session, const hobnob::server::EnginePacket &message);
    /// Nothing waits for it any more.
    void drained(hobnob::server::EngineId session);
    /// It was not told every fact, and will be from now on.
    void caughtUp(hobnob::server::EngineId session);
    void ended(hobnob::server::EngineId session, hobnob::server::EngineSession::End how);
    /// The last session is gone.
    void emptied();

private:
    struct Entry {
        std::unique_ptr<EngineConnection> connection;
        EngineConnection::Instant deadline;
    };

    void noteReceived(EngineConnection &connection, const EnginePacket &message) override;
    void noteDrained(EngineConnection &connection) override;
    void noteCaughtUp(EngineConnection &connection) override;
    void noteTouched(EngineConnection &connection) override;
    void noteRetired(std::unique_ptr<EngineSocket> socket) override;
    void notePollLost(EngineId connection, quint64 poll) override;

    void handshake(const EngineQuery &query, const EngineRequest &request,
                   std::unique_ptr<EngineAnswer> answer);
    /// Nothing: there are too many.
    EngineConnection *add(const QString &address, std::unique_ptr<EngineSocket> &socket);
    [[nodiscard]] EngineConnection *find(EngineId session) const;
    [[nodiscard]] EngineConnection *find(const QByteArray &sid) const;
    void remove(EngineConnection &connection);
    void armTimer();
    void checkDue();
    void dueLater();
    void finishTurn();

    const EngineSettings m_settings;
    ConnectionCounter m_counter;
    std::unordered_map<EngineId, Entry> m_connections;
    QHash<QByteArray, EngineId> m_sids;
    std::set<std::pair<EngineConnection::Instant, EngineId>> m_deadlines;
    QList<EngineId> m_unflushed;
    /// Ended, and perhaps in the middle of a call.
    std::vector<std::unique_ptr<EngineConnection>> m_ended;
    std::vector<std::unique_ptr<EngineSocket>> m_retired;
    bool m_isTurnPending = false;
    QTimer m_timer;
    quint64 m_lastId = 0;
};

} // namespace hobnob::server
