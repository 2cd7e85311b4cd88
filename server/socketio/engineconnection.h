// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/enginetransport.h"

namespace hobnob::server
{

/// One Engine.IO session as long as the server runs; never used again.
enum class EngineId : quint64 {};

/// A session with what carries it: the poll that waits, its WebSocket, and one that may take over.
/// Tells its owner after everything that happened.
class EngineConnection final : private EngineSession::Outlet, private EngineSocket::Listener
{
public:
    using Instant = EngineSession::Instant;

    /// May not destroy the connection from inside a call.
    class Owner
    {
    public:
        virtual ~Owner() = default;
        virtual void noteReceived(EngineConnection &connection, const EnginePacket &message) = 0;
        virtual void noteDrained(EngineConnection &connection) = 0;
        virtual void noteCaughtUp(EngineConnection &connection) = 0;
        /// Its deadline may be another, or it has ended.
        virtual void noteTouched(EngineConnection &connection) = 0;
        /// It may be in the middle of a call, so it is to be kept for this turn.
        virtual void noteRetired(std::unique_ptr<EngineSocket> socket) = 0;
        /// The client of the poll with this number left before its answer.
        virtual void notePollLost(EngineId connection, quint64 poll) = 0;
    };

    /// \a socket: nothing for a session that polls. \a owner outlives this.
    EngineConnection(EngineId id, const QString &address, std::unique_ptr<EngineSocket> socket,
                     const EngineSettings &settings, Owner &owner);
    ~EngineConnection() override;

    [[nodiscard]] EngineId id() const { return m_id; }
    [[nodiscard]] const QString &address() const { return m_address; }
    [[nodiscard]] const EngineSession &session() const { return m_session; }

    void poll(std::unique_ptr<EngineAnswer> answer);
    void losePoll(quint64 poll);
    void post(QByteArrayView body, EngineAnswer &answer);
    /// Closes it when it may not take over.
    void probe(std::unique_ptr<EngineSocket> socket);

    /// True when a flush() is due.
    bool send(const PreparedPacket &packet, EngineSession::Kind kind)
    {
        return m_session.send(packet, kind);
    }
    void flush();
    void close();
    void check();

private:
    void answerPoll(const QByteArray &payload) override;
    void sendFrame(const QByteArray &frame) override;
    bool takesFrames() const override;
    void closeWebSocket() override;
    void sendProbeFrame(const QByteArray &frame) override;
    void closeProbe() override;
    void adoptProbe() override;
    void received(const EnginePacket &message) override;
    void drained() override;
    void caughtUp() override;

    void socketRead(EngineSocket *socket, QByteArrayView data,
                    EnginePacket::Content content) override;
    void socketDrained(EngineSocket *socket) override;
    void socketEnded(EngineSocket *socket, EngineSession::End how) override;

    [[nodiscard]] static Instant now() { return Instant::clock::now(); }
    void touch() { m_owner.noteTouched(*this); }
    void retire(std::unique_ptr<EngineSocket> &socket, const QByteArray &reason);

    const EngineId m_id;
    const QString m_address;
    Owner &m_owner;
    std::unique_ptr<EngineAnswer> m_poll;
    quint64 m_pollNumber = 0;
    std::unique_ptr<EngineSocket> m_webSocket;
    std::unique_ptr<EngineSocket> m_probe;
    EngineSession m_session;
};

} // namespace hobnob::server
