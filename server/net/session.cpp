// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/session.h"

#include "server/net/websocketframe.h"
#include "shared/limits.h"
#include "shared/protocol/codec.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using QWebSocketProtocol::CloseCode;

Session::Session(SessionId id, std::unique_ptr<WebSocket> webSocket, ConnectionSeat seat,
                 const Timeouts &timeouts, Listener &listener)
    : m_id(id), m_timeouts(timeouts), m_listener(listener), m_seat(std::move(seat)),
      m_webSocket(std::move(webSocket)), m_loginDeadline(timeouts.login), m_silence(timeouts.ping)
{
}

void Session::start()
{
    m_webSocket->start(this);
}

void Session::send(const QByteArray &frame, Outbox::Kind kind)
{
    takeShares();
    if (kind == Outbox::Kind::Fact) {
        sendFacts(frame, 0);
    } else {
        m_inFlight = std::max(m_inFlight - 1, 0);
        m_webSocket->send(frame, kind);
    }
}

void Session::join(Batch &batch)
{
    m_shares.append({&batch, batch.bytes().size()});
}

void Session::takeShares()
{
    for (const auto &[batch, from] : m_shares) {
        if (batch->isClosed()) {
            sendFacts(batch->bytes(), from);
        } else {
            sendFacts(batch->bytes().sliced(from), 0);
            batch->noteStray(m_id);
        }
    }
    m_shares.clear();
}

void Session::sendFacts(const QByteArray &frames, qsizetype from)
{
    const qint64 bytes = frames.size() - from;
    if (m_hearing == Hearing::AnswersOnly || bytes == 0)
        return;
    // What is larger than the bound by itself goes out alone.
    const qint64 waiting = m_webSocket->outbox().factBytes();
    if (waiting > 0 && waiting + bytes > limits::outboxBytes) {
        m_hearing = Hearing::AnswersOnly;
        m_webSocket->dropFacts();
    } else {
        m_webSocket->send(frames, Outbox::Kind::Fact, from);
    }
}

void Session::flush()
{
    write();
    drained();
}

void Session::write()
{
    takeShares();
    m_webSocket->flush();
}

void Session::heard()
{
    m_silence.setRemainingTime(m_timeouts.ping);
    m_pinged = false;
}

/// Something was written, or answered: more may be handed on.
void Session::drained()
{
    if (!isOpen())
        return;
    if (m_hearing == Hearing::AnswersOnly && m_webSocket->outbox().bytes() == 0) {
        // They belong to what it missed.
        takeShares();
        m_hearing = Hearing::Everything;
        m_listener.sessionDrained(m_id);
    }
    handWaitingOn();
}

void Session::binaryReceived(const QByteArray &)
{
    refuse({ErrorCode::NotJson, u"Messages are text frames, not binary ones."_s}, {},
           CloseCode::CloseCodeDatatypeNotSupported);
}

void Session::textReceived(const QByteArray &frame)
{
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
    while (isOpen() && !m_waiting.isEmpty() && m_inFlight < limits::requestsInFlight &&
           m_webSocket->outbox().bytes() <= limits::outboxBytes / 2) {
        const auto [message, bytes] = m_waiting.takeFirst();
        m_waitingBytes -= bytes;
        if (protocol::requestIdOf(message))
            ++m_inFlight;
        m_listener.sessionReceived(m_id, message);
    }
    m_handingOn = false;
}

void Session::refuse(const Error &error, std::optional<RequestId> id, CloseCode code)
{
    if (!isOpen())
        return;
    takeShares();
    m_webSocket->send(textFrame(protocol::encode(protocol::toMessage(error, id))),
                      Outbox::Kind::Answer);
    close(code, errorName(error.code).toString());
}

void Session::close(CloseCode code, const QString &reason)
{
    takeShares();
    m_webSocket->close(code, reason);
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
    m_webSocket->check();
    if (isOpen() && m_loginDeadline.hasExpired()) {
        refuse({ErrorCode::NotLoggedIn, u"You did not log in in time."_s}, {},
               CloseCode::CloseCodePolicyViolated);
    } else if (!makesProgress()) {
        abort();
    } else if (isOpen()) {
        checkSilence();
    }
}

bool Session::makesProgress()
{
    const qint64 taken = m_webSocket->outbox().takenBytes();
    if (m_webSocket->outbox().bytes() == 0) {
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

void Session::closing()
{
    dropWaiting();
    m_listener.sessionClosing(m_id);
}

void Session::closed()
{
    dropWaiting();
    m_listener.sessionEnded(m_id);
}

} // namespace hobnob::server
