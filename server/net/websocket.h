// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/framereader.h"
#include "server/net/outbox.h"
#include "server/net/wire.h"

#include <QDeadlineTimer>
#include <QWebSocketProtocol>

#include <chrono>
#include <memory>

namespace hobnob::server
{

/// The server's end of one WebSocket (RFC 6455) after its opening handshake: messages come in
/// whole, finished frames go out, pings are answered, and both halves of the closing handshake are
/// done so that the peer reads our last words. Keeps no buffer while nothing is on its way, and has
/// no timer: check() looks at the time.
class WebSocket final : private Wire::Listener, private FrameReader::Sink
{
public:
    /// The functions may close or abort the WebSocket, but not destroy it.
    class Listener
    {
    public:
        virtual void textReceived(const QByteArray &utf8) = 0;
        virtual void binaryReceived(const QByteArray &bytes) = 0;
        /// Something came, whatever it was.
        virtual void heard() = 0;
        /// The system took something of what waited since a flush() could not write it all.
        virtual void drained() = 0;
        /// Nothing more is read or sent; from now on check() is to be called often.
        virtual void closing() {}
        /// Last and once: the connection is gone, or nobody waits for its end any more.
        virtual void closed() = 0;

    protected:
        Listener() = default;
        ~Listener() = default;
        Q_DISABLE_COPY_MOVE(Listener)
    };

    /// Open: messages go both ways. Closing: nothing more is read or sent, the peer's half of the
    /// closing handshake is waited for. Closed: the connection is gone.
    enum class State { Open, Closing, Closed };

    /// \a received: what came behind the handshake. \a patience: for the peer's half of a closing
    /// handshake. Nothing is told before start().
    WebSocket(std::unique_ptr<Wire> wire, QByteArray received, qint64 messageBytes,
              std::chrono::milliseconds patience);

    /// \a listener outlives the WebSocket.
    void start(Listener *listener);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const Outbox &outbox() const { return m_outbox; }
    /// The peer began the closing handshake: it did not just vanish.
    [[nodiscard]] bool isClosedByPeer() const { return m_isClosedByPeer; }

    /// \a frames are finished (websocketframe.h); see Outbox::add(). True when somebody has to see
    /// to the flush().
    bool send(const QByteArray &frames, Outbox::Kind kind, qsizetype from = 0);
    void dropFacts() { m_outbox.dropFacts(); }
    /// Writes what the system takes now. Does nothing while it takes nothing.
    void flush();
    /// Written at once.
    void ping();
    /// Says the close frame and the end of our side behind what waits, and reads no more messages.
    void close(QWebSocketProtocol::CloseCode code, const QString &reason);
    /// Ends the connection now.
    void abort();
    /// Ends the connection when the peer's half of the closing handshake takes too long.
    void check();

private:
    void wireReadable() override;
    void wireWritable() override;
    bool frameRead(FrameReader::Kind kind, const QByteArray &payload) override;

    void read(std::span<char> bytes);
    void answerPing(const QByteArray &payload);
    void endOfOurSide();

    std::unique_ptr<Wire> m_wire;
    FrameReader m_reader;
    Outbox m_outbox;
    Listener *m_listener = nullptr;
    QByteArray m_received;
    const std::chrono::milliseconds m_patience;
    QDeadlineTimer m_deadline{QDeadlineTimer::Forever};
    /// Of pongs that the peer would have to read and does not.
    qint64 m_pongBytes = 0;
    State m_state = State::Open;
    bool m_isFinished = false;
    /// wireWritable() will come.
    bool m_isBlocked = false;
    bool m_isClosedByPeer = false;
};

} // namespace hobnob::server
