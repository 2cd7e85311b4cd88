// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/session.h"

#include "server/net/frameguard.h"
#include "server/net/websocketframe.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using QWebSocketProtocol::CloseCode;

Session::Session(SessionId id, std::unique_ptr<QWebSocket> webSocket, QTcpSocket *socket,
                 const Timeouts &timeouts)
    : m_id(id), m_timeouts(timeouts), m_webSocket(std::move(webSocket)), m_outbox(socket),
      m_loginDeadline(timeouts.login), m_silence(timeouts.ping)
{
    // Qt leaves the socket to itself when its QWebSocket goes.
    socket->setParent(m_webSocket.get());
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_webSocket->setMaxAllowedIncomingFrameSize(limits::frameBytes);
    m_webSocket->setMaxAllowedIncomingMessageSize(limits::frameBytes);
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, &Session::readText);
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, [this] {
        refuse({ErrorCode::NotJson, u"Messages are text frames, not binary ones."_s}, {},
               CloseCode::CloseCodeDatatypeNotSupported);
    });
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, &Session::noteDisconnected);
    connect(socket->findChild<FrameGuard *>(), &FrameGuard::violated, this, &Session::close);
    connect(socket, &QTcpSocket::readyRead, this, &Session::noteHeard);
    connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) {
        m_outbox.noteWritten(bytes);
        noteDrained();
    });
}

Session::~Session()
{
    m_webSocket->disconnect(this);
    m_webSocket->abort();
}

bool Session::send(const QByteArray &frame, Outbox::Kind kind)
{
    if (m_state != State::Open)
        return false;
    if (kind == Outbox::Kind::Answer) {
        m_inFlight = std::max(m_inFlight - 1, 0);
        return m_outbox.add(frame, kind);
    }
    if (m_hearing == Hearing::AnswersOnly)
        return false;
    // One that is larger than the bound by itself goes out alone.
    const qint64 waiting = m_outbox.factBytes();
    if (waiting > 0 && waiting + frame.size() > limits::outboxBytes) {
        m_hearing = Hearing::AnswersOnly;
        m_outbox.dropFacts();
        return false;
    }
    return m_outbox.add(frame, kind);
}

void Session::flush()
{
    m_outbox.flush();
    noteDrained();
}

void Session::noteHeard()
{
    m_silence.setRemainingTime(m_timeouts.ping);
    m_pinged = false;
    if (m_state == State::Closed || m_outbox.foreignBytes() <= 2 * limits::outboxBytes)
        return;
    m_state = State::Closing;
    dropWaiting();
    // Not from inside the socket's own signal.
    QMetaObject::invokeMethod(this, &Session::abort, Qt::QueuedConnection);
}

/// Something was written, or answered: more may be handed on.
void Session::noteDrained()
{
    if (m_state != State::Open)
        return;
    if (m_hearing == Hearing::AnswersOnly && m_outbox.bytes() == 0) {
        m_hearing = Hearing::Everything;
        Q_EMIT caughtUp(m_id);
    }
    handWaitingOn();
}

void Session::readText(const QString &text)
{
    if (m_state != State::Open)
        return;
    const QByteArray frame = text.toUtf8();
    if (frame.size() > limits::frameBytes) {
        refuse({ErrorCode::TooLong, u"A frame has at most %1 bytes."_s.arg(limits::frameBytes)}, {},
               CloseCode::CloseCodeTooMuchData);
        return;
    }
    auto message = protocol::decodeClientMessage(frame);
    if (!message) {
        refuse(message.error(), protocol::requestIdOf(frame), CloseCode::CloseCodePolicyViolated);
        return;
    }
    if (m_waiting.size() >= limits::requestsWaiting ||
        m_waitingBytes > limits::requestsWaitingBytes) {
        refuse({ErrorCode::RateLimited, u"You ask faster than you read the answers."_s},
               protocol::requestIdOf(*message), CloseCode::CloseCodePolicyViolated);
        return;
    }
    m_waiting.append({*std::move(message), frame.size()});
    m_waitingBytes += frame.size();
    handWaitingOn();
}

void Session::dropWaiting()
{
    m_waiting.clear();
    m_waitingBytes = 0;
}

void Session::handWaitingOn()
{
    // An answer from inside received() must not start this again: messages keep their order.
    if (m_handingOn)
        return;
    m_handingOn = true;
    while (m_state == State::Open && !m_waiting.isEmpty() &&
           m_inFlight < limits::requestsInFlight && m_outbox.bytes() <= limits::outboxBytes / 2) {
        const auto [message, bytes] = m_waiting.takeFirst();
        m_waitingBytes -= bytes;
        if (protocol::requestIdOf(message))
            ++m_inFlight;
        Q_EMIT received(m_id, message);
    }
    m_handingOn = false;
}

void Session::refuse(const Error &error, std::optional<RequestId> id, CloseCode code)
{
    if (m_state != State::Open)
        return;
    m_outbox.add(textFrame(protocol::encode(protocol::toMessage(error, id))), Outbox::Kind::Answer);
    close(code, errorName(error.code).toString());
}

void Session::close(CloseCode code, const QString &reason)
{
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    // Not QWebSocket::close(): it closes the TCP connection at once, and what the peer still sends
    // would make the system throw away what we said last.
    m_state = State::Closing;
    dropWaiting();
    m_patience.setRemainingTime(m_timeouts.closing);
    m_outbox.add(closeFrame(code, reason), Outbox::Kind::Answer);
    m_outbox.flush();
}

void Session::abort()
{
    m_webSocket->abort();
}

void Session::noteLoggedIn()
{
    m_loginDeadline.setRemainingTime(-1);
}

void Session::noteLoggedOut()
{
    m_loginDeadline.setRemainingTime(m_timeouts.login);
}

void Session::check()
{
    // Qt closes by itself when the peer breaks the WebSocket protocol, and waits without end.
    if (m_state == State::Open && m_webSocket->state() != QAbstractSocket::ConnectedState) {
        m_state = State::Closing;
        m_patience.setRemainingTime(m_timeouts.closing);
    }
    if (m_state == State::Open && m_loginDeadline.hasExpired()) {
        refuse({ErrorCode::NotLoggedIn, u"You did not log in in time."_s}, {},
               CloseCode::CloseCodePolicyViolated);
    } else if (m_patience.hasExpired() || !makesProgress()) {
        abort();
    } else if (m_state == State::Open) {
        checkSilence();
    }
}

bool Session::makesProgress()
{
    const qint64 taken = m_outbox.takenBytes();
    if (m_outbox.bytes() == 0) {
        m_progress.setRemainingTime(-1);
    } else if (taken != m_takenBytes || m_progress.isForever()) {
        m_progress.setRemainingTime(m_timeouts.ping * 2);
    }
    m_takenBytes = taken;
    return !m_progress.hasExpired();
}

void Session::checkSilence()
{
    if (!m_silence.hasExpired())
        return;
    if (m_pinged) {
        abort();
        return;
    }
    m_pinged = true;
    m_silence.setRemainingTime(m_timeouts.ping);
    m_webSocket->ping();
}

void Session::noteDisconnected()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_outbox.clear();
    dropWaiting();
    Q_EMIT closed(m_id);
}

} // namespace hobnob::server
