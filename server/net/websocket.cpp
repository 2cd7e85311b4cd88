// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/websocket.h"

#include "server/net/websocketframe.h"
#include "shared/limits.h"

#include <QtEndian>

#include <array>
#include <utility>

namespace hobnob::server
{

using QWebSocketProtocol::CloseCode;

namespace
{

/// Read at a time, on the stack: no connection keeps a buffer of its own.
constexpr size_t bytesAtOnce = 32 * 1024;
/// Of those before others have their turn.
constexpr int readsInTurn = 4;

} // namespace

WebSocket::WebSocket(std::unique_ptr<Wire> wire, QByteArray received, qint64 messageBytes,
                     std::chrono::milliseconds patience)
    : m_wire(std::move(wire)), m_reader(messageBytes), m_received(std::move(received)),
      m_patience(patience)
{
    m_wire->setListener(this);
}

void WebSocket::start(Listener *listener)
{
    m_listener = listener;
    if (QByteArray received = std::exchange(m_received, {}); !received.isEmpty())
        read({received.data(), size_t(received.size())});
}

bool WebSocket::send(const QByteArray &frames, Outbox::Kind kind, qsizetype from)
{
    return m_state == State::Open && m_outbox.add(frames, kind, from);
}

void WebSocket::flush()
{
    if (m_state == State::Closed || m_isBlocked || m_outbox.bytes() == 0)
        return;
    const qint64 before = m_outbox.takenBytes();
    m_outbox.flush(*m_wire);
    m_isBlocked = m_outbox.bytes() > 0;
    endOfOurSide();
    if (m_outbox.takenBytes() != before)
        m_pongBytes = 0;
}

void WebSocket::ping()
{
    if (m_state != State::Open)
        return;
    m_outbox.addControl(pingFrame());
    flush();
}

void WebSocket::close(CloseCode code, const QString &reason)
{
    if (m_state != State::Open)
        return;
    m_outbox.add(closeFrame(code, reason), Outbox::Kind::Answer);
    m_state = State::Closing;
    m_deadline.setRemainingTime(m_patience);
    m_outbox.flush(*m_wire);
    endOfOurSide();
    m_listener->closing();
}

void WebSocket::abort()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_outbox.clear();
    m_wire.reset();
    m_listener->closed();
}

void WebSocket::check()
{
    if (m_deadline.hasExpired())
        abort();
}

void WebSocket::wireReadable()
{
    std::array<char, bytesAtOnce> buffer;
    bool heard = false;
    for (int reads = 0; reads < readsInTurn && m_wire; ++reads) {
        const qint64 count = m_wire->read(buffer.data(), qint64(buffer.size()));
        if (count < 0) {
            abort();
            return;
        }
        if (count > 0 && !std::exchange(heard, true))
            m_listener->heard();
        if (count > 0)
            read(std::span(buffer).first(size_t(count)));
        if (size_t(count) < buffer.size())
            return;
    }
}

void WebSocket::wireWritable()
{
    m_isBlocked = false;
    flush();
    m_listener->drained();
}

/// What comes behind the end is taken all the same: a connection that ends with bytes in it takes
/// our last words with it.
void WebSocket::read(std::span<char> bytes)
{
    if (m_state != State::Open)
        return;
    if (const auto violation = m_reader.read(bytes, *this))
        close(violation->code, violation->reason);
}

bool WebSocket::frameRead(FrameReader::Kind kind, const QByteArray &payload)
{
    switch (kind) {
    case FrameReader::Kind::Text:
        m_listener->textReceived(payload);
        break;
    case FrameReader::Kind::Binary:
        m_listener->binaryReceived(payload);
        break;
    case FrameReader::Kind::Ping:
        answerPing(payload);
        break;
    case FrameReader::Kind::Pong:
        break;
    case FrameReader::Kind::Close:
        m_isClosedByPeer = true;
        close(payload.isEmpty() ? CloseCode::CloseCodeNormal
                                : CloseCode(qFromBigEndian<quint16>(payload.constData())),
              {});
        break;
    }
    return m_state == State::Open;
}

void WebSocket::answerPing(const QByteArray &payload)
{
    const QByteArray frame = pongFrame(payload);
    m_outbox.addControl(frame);
    m_pongBytes += frame.size();
    const qint64 owed = m_pongBytes;
    flush();
    // Reset by what the peer reads.
    if (m_state == State::Open && owed > 2 * limits::outboxBytes)
        abort();
}

/// The server is the first to end the connection (RFC 6455, section 7.1.1); what the peer still has
/// to say is read until it ends its side, too.
void WebSocket::endOfOurSide()
{
    if (m_state != State::Closing || m_outbox.bytes() > 0 || std::exchange(m_isFinished, true))
        return;
    m_wire->finish();
}

} // namespace hobnob::server
