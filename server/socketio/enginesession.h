// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/enginerefusal.h"
#include "server/socketio/preparedpacket.h"
#include "shared/limits.h"

#include <chrono>

namespace hobnob::server
{

struct EngineSettings {
    using Time = std::chrono::milliseconds;

    Time pingInterval = limits::enginePingInterval;
    /// For the answer to a ping.
    Time pingTimeout = limits::enginePingInterval;
    Time upgrade = limits::upgradeTime;
    /// For the client to fetch what it is told last.
    Time closing{1500};
    /// Of a request's body and of a WebSocket's message.
    qint64 maxPayload = limits::enginePayloadBytes;
};

/// One session of Engine.IO 4: which transport it is on, what waits for the client, whether the
/// client is there. Does no input or output: it is told what arrives and how late it is, and tells
/// its outlet what to do. Whoever calls in looks at hasEnded() after it.
///
/// What waits is bounded: past limits::outboxBytes of facts the session loses those that wait and
/// is told none until the client has taken the rest; then outlet.caughtUp().
class EngineSession final
{
public:
    using Instant = std::chrono::steady_clock::time_point;
    enum class Transport { Polling, WebSocket };
    /// A fact may be dropped for a client that does not take what it is sent.
    enum class Kind { Answer, Fact };
    enum class End {
        /// The client said so.
        ClosedByClient,
        /// It is silent, or its connection broke.
        Lost,
        /// It broke the protocol.
        Refused,
        ClosedByServer
    };

    /// None of these calls the session back, but for the last three, which may send() and close().
    class Outlet
    {
    public:
        virtual ~Outlet() = default;
        /// The poll that waits gets its answer, and then none waits.
        virtual void answerPoll(const QByteArray &payload) = 0;
        /// To the session's WebSocket, once it is on one.
        virtual void sendFrame(const QByteArray &frame) = 0;
        /// True while the WebSocket has little left to write.
        [[nodiscard]] virtual bool takesFrames() const = 0;
        /// The WebSocket writes what it was given and then closes.
        virtual void closeWebSocket() = 0;
        /// To the one that may take over.
        virtual void sendProbeFrame(const QByteArray &frame) = 0;
        virtual void closeProbe() = 0;
        /// The one that asked to take over is the session's WebSocket from now on.
        virtual void adoptProbe() = 0;
        virtual void received(const EnginePacket &message) = 0;
        /// All that waited was handed over.
        virtual void drained() = 0;
        virtual void caughtUp() = 0;
    };

    /// \a outlet outlives this. Nothing is sent yet: the handshake waits.
    EngineSession(const QByteArray &sid, Transport transport, const EngineSettings &settings,
                  Outlet &outlet, Instant now);

    [[nodiscard]] const QByteArray &sid() const { return m_sid; }
    [[nodiscard]] Transport transport() const { return m_transport; }
    /// How; the session is of no more use.
    [[nodiscard]] std::optional<End> hasEnded() const { return m_end; }
    /// Of what waits for the client.
    [[nodiscard]] qint64 queuedBytes() const { return m_queuedBytes; }

    /// A poll waits from now on, and flush() answers it; or why not. Two at once end the session.
    [[nodiscard]] std::optional<EngineRefusal> beginPoll(Instant now);
    /// The client of the poll that waits is gone.
    void losePoll();
    /// What a request brought; nothing: it was taken.
    [[nodiscard]] std::optional<EngineRefusal> post(QByteArrayView body, Instant now);

    /// A WebSocket asks to take over. False: it is to be closed.
    [[nodiscard]] bool beginProbe(Instant now);
    void readProbe(QByteArrayView text, EnginePacket::Content content, Instant now);
    void loseProbe();

    void readWebSocket(QByteArrayView data, EnginePacket::Content content, Instant now);
    /// \a end: ClosedByClient or Lost.
    void loseWebSocket(End end);

    /// True when this is what makes a flush() due.
    bool send(const PreparedPacket &packet, Kind kind);
    /// Hands over what waits, as far as the transport takes it.
    void flush(Instant now);
    /// The client gets what waits and is told; until then the session only polls.
    void close(Instant now);

    /// When check() has something to do.
    [[nodiscard]] Instant deadline() const;
    void check(Instant now);

private:
    enum class State { Open, Closing };
    enum class Hearing { Everything, AnswersOnly };
    enum class Probe { None, Opened, Answered };

    struct Entry {
        PreparedPacket packet;
        Kind kind;
    };

    void read(const EnginePacket &packet, Instant now);
    void end(End end);
    [[nodiscard]] PreparedPacket takeNext();
    void dropFacts();
    void noteDrained();
    void endProbe();

    const QByteArray m_sid;
    const EngineSettings m_settings;
    Outlet &m_outlet;
    QList<Entry> m_queue;
    qint64 m_queuedBytes = 0;
    qint64 m_factBytes = 0;
    /// When the next ping is due, or the answer to the one that was sent.
    Instant m_heartbeat;
    Instant m_probeDeadline = {};
    Instant m_noopDue = {};
    Instant m_closingDeadline = {};
    std::optional<End> m_end;
    Transport m_transport;
    State m_state = State::Open;
    Hearing m_hearing = Hearing::Everything;
    Probe m_probe = Probe::None;
    bool m_pinged = false;
    bool m_polls = false;
};

/// What a session says first. \a upgrades: whether a WebSocket may take over.
[[nodiscard]] QByteArray engineHandshake(const QByteArray &sid, EngineSession::Transport transport,
                                         const EngineSettings &settings);

} // namespace hobnob::server
