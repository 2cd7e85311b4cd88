// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/enginesession.h"

#include <algorithm>
#include <utility>

namespace hobnob::server
{

using Type = EnginePacket::Type;
using Content = EnginePacket::Content;

QByteArray engineHandshake(const QByteArray &sid, EngineSession::Transport transport,
                           const EngineSettings &settings)
{
    const bool mayUpgrade = transport == EngineSession::Transport::Polling;
    return "{\"sid\":\"" + sid + "\",\"upgrades\":[" + (mayUpgrade ? "\"websocket\"" : "") +
           "],\"pingInterval\":" + QByteArray::number(qint64(settings.pingInterval.count())) +
           ",\"pingTimeout\":" + QByteArray::number(qint64(settings.pingTimeout.count())) +
           ",\"maxPayload\":" + QByteArray::number(settings.maxPayload) + '}';
}

EngineSession::EngineSession(const QByteArray &sid, Transport transport,
                             const EngineSettings &settings, Outlet &outlet, Instant now)
    : m_sid(sid), m_settings(settings), m_outlet(outlet), m_heartbeat(now + settings.pingInterval),
      m_transport(transport)
{
    send(PreparedPacket(Type::Open, engineHandshake(sid, transport, settings)), Kind::Answer);
}

std::optional<EngineRefusal> EngineSession::beginPoll(Instant now)
{
    check(now);
    if (m_end)
        return EngineRefusal::SessionUnknown;
    if (m_transport != Transport::Polling)
        return EngineRefusal::BadRequest;
    if (m_polls) {
        // Which of the two gets what comes next would be a matter of luck.
        end(End::Refused);
        return EngineRefusal::BadRequest;
    }
    m_polls = true;
    m_noopDue = now + limits::upgradePoll;
    return {};
}

void EngineSession::losePoll()
{
    if (!m_polls || m_end)
        return;
    // Who asks for news and does not wait for them is not there any more, or did not get them.
    m_polls = false;
    end(End::Lost);
}

std::optional<EngineRefusal> EngineSession::post(QByteArrayView body, Instant now)
{
    check(now);
    if (m_end)
        return EngineRefusal::SessionUnknown;
    if (m_transport != Transport::Polling || m_state != State::Open)
        return EngineRefusal::BadRequest;
    const auto packets = decodeEnginePayload(body);
    if (!packets) {
        end(End::Refused);
        return EngineRefusal::BadRequest;
    }
    for (const auto &packet : *packets)
        read(packet, now);
    if (m_end == End::Refused)
        return EngineRefusal::BadRequest;
    return {};
}

bool EngineSession::beginProbe(Instant now)
{
    check(now);
    if (m_end || m_state != State::Open || m_transport != Transport::Polling ||
        m_probe != Probe::None)
        return false;
    m_probe = Probe::Opened;
    m_probeDeadline = now + m_settings.upgrade;
    return true;
}

void EngineSession::readProbe(QByteArrayView text, Content content, Instant now)
{
    check(now);
    if (m_probe == Probe::None)
        return;
    const auto packet = decodeEnginePacket(text);
    const bool isText = content == Content::Text && packet.ok();
    if (isText && packet->type == Type::Ping && packet->data == engineProbe &&
        m_probe == Probe::Opened) {
        m_probe = Probe::Answered;
        m_outlet.sendProbeFrame(PreparedPacket(Type::Pong, engineProbe).frame());
        // Ends the poll that waits, so that the client can stop polling.
        m_noopDue = now;
        flush(now);
    } else if (isText && packet->type == Type::Upgrade && m_probe == Probe::Answered) {
        if (std::exchange(m_polls, false))
            m_outlet.answerPoll(encodeEnginePacket(Type::Noop));
        m_probe = Probe::None;
        m_transport = Transport::WebSocket;
        m_outlet.adoptProbe();
        flush(now);
    } else {
        endProbe();
    }
}

void EngineSession::loseProbe()
{
    m_probe = Probe::None;
}

void EngineSession::readWebSocket(QByteArrayView data, Content content, Instant now)
{
    check(now);
    if (m_end || m_state != State::Open)
        return;
    if (content == Content::Binary) {
        read({Type::Message, data.toByteArray(), Content::Binary}, now);
        return;
    }
    const auto packet = decodeEnginePacket(data);
    if (packet)
        read(*packet, now);
    else
        end(End::Refused);
}

void EngineSession::loseWebSocket(End how)
{
    if (!m_end)
        m_end = m_state == State::Closing ? End::ClosedByServer : how;
}

void EngineSession::read(const EnginePacket &packet, Instant now)
{
    if (m_end || m_state != State::Open)
        return;
    switch (packet.type) {
    case Type::Message:
        m_outlet.received(packet);
        return;
    case Type::Pong:
        if (packet.data.isEmpty() && std::exchange(m_pinged, false))
            m_heartbeat = now + m_settings.pingInterval;
        return;
    case Type::Close:
        // The poll that waits ends with nothing in it; the client knows.
        if (std::exchange(m_polls, false))
            m_outlet.answerPoll(encodeEnginePacket(Type::Noop));
        end(End::ClosedByClient);
        return;
    case Type::Noop:
        return;
    case Type::Open:
    case Type::Ping:
    case Type::Upgrade:
        break;
    }
    end(End::Refused);
}

/// At once; a poll that waits is told.
void EngineSession::end(End how)
{
    if (m_end)
        return;
    m_end = how;
    m_queue.clear();
    m_queuedBytes = 0;
    endProbe();
    if (std::exchange(m_polls, false))
        m_outlet.answerPoll(encodeEnginePacket(Type::Close));
    if (m_transport == Transport::WebSocket)
        m_outlet.closeWebSocket();
}

void EngineSession::endProbe()
{
    if (std::exchange(m_probe, Probe::None) != Probe::None)
        m_outlet.closeProbe();
}

bool EngineSession::send(const PreparedPacket &packet, Kind kind)
{
    if (m_end || m_state != State::Open)
        return false;
    if (kind == Kind::Fact) {
        if (m_hearing == Hearing::AnswersOnly)
            return false;
        // One that is larger than the bound by itself goes out alone.
        if (m_factBytes > 0 && m_factBytes + packet.bytes() > limits::outboxBytes) {
            m_hearing = Hearing::AnswersOnly;
            dropFacts();
            return false;
        }
        m_factBytes += packet.bytes();
    }
    m_queue.append({packet, kind});
    m_queuedBytes += packet.bytes();
    return m_queue.size() == 1;
}

void EngineSession::flush(Instant now)
{
    if (m_end)
        return;
    if (m_transport == Transport::WebSocket) {
        while (!m_queue.isEmpty() && m_outlet.takesFrames()) {
            const PreparedPacket packet = takeNext();
            m_outlet.sendFrame(packet.frame());
        }
        if (m_state == State::Closing && m_queue.isEmpty())
            end(End::ClosedByServer);
        // What was dropped left nothing to wait, and yet the client has not taken what it has.
        if (!m_outlet.takesFrames())
            return;
    } else if (m_polls) {
        QByteArray payload;
        int packets = 0;
        for (; !m_queue.isEmpty() && packets < limits::enginePollPackets &&
               payload.size() < limits::enginePollBytes;
             ++packets)
            takeNext().appendTo(payload);
        const bool isLast =
            m_state == State::Closing && m_queue.isEmpty() && packets < limits::enginePollPackets;
        if (isLast)
            PreparedPacket(Type::Close).appendTo(payload);
        else if (payload.isEmpty() && m_probe == Probe::Answered && now >= m_noopDue)
            PreparedPacket(Type::Noop).appendTo(payload);
        if (payload.isEmpty())
            return;
        m_polls = false;
        m_outlet.answerPoll(payload);
        if (isLast) {
            end(End::ClosedByServer);
            return;
        }
    }
    noteDrained();
}

PreparedPacket EngineSession::takeNext()
{
    const Entry entry = m_queue.takeFirst();
    m_queuedBytes -= entry.packet.bytes();
    if (entry.kind == Kind::Fact)
        m_factBytes -= entry.packet.bytes();
    return entry.packet;
}

void EngineSession::noteDrained()
{
    if (m_end || m_state != State::Open || !m_queue.isEmpty())
        return;
    if (std::exchange(m_hearing, Hearing::Everything) == Hearing::AnswersOnly)
        m_outlet.caughtUp();
    m_outlet.drained();
}

void EngineSession::dropFacts()
{
    m_queue.removeIf([](const Entry &entry) { return entry.kind == Kind::Fact; });
    m_queuedBytes -= std::exchange(m_factBytes, 0);
}

void EngineSession::close(Instant now)
{
    if (m_end || m_state == State::Closing)
        return;
    m_state = State::Closing;
    m_closingDeadline = now + m_settings.closing;
    endProbe();
    flush(now);
}

EngineSession::Instant EngineSession::deadline() const
{
    if (m_end)
        return Instant::max();
    Instant next = m_heartbeat;
    if (m_state == State::Closing)
        next = std::min(next, m_closingDeadline);
    if (m_probe != Probe::None)
        next = std::min(next, m_probeDeadline);
    if (m_probe == Probe::Answered && m_polls)
        next = std::min(next, m_noopDue);
    return next;
}

void EngineSession::check(Instant now)
{
    if (m_end)
        return;
    if (m_state == State::Closing && now >= m_closingDeadline) {
        end(End::ClosedByServer);
        return;
    }
    if (m_probe != Probe::None && now >= m_probeDeadline)
        endProbe();
    if (now >= m_heartbeat && m_pinged) {
        end(End::Lost);
        return;
    }
    if (now >= m_heartbeat) {
        // From when it was due: whoever looks late does not give the client more time.
        m_heartbeat += m_settings.pingTimeout;
        m_pinged = true;
        send(PreparedPacket(Type::Ping), Kind::Answer);
        flush(now);
        if (!m_end && now >= m_heartbeat)
            end(End::Lost);
        return;
    }
    if (m_probe == Probe::Answered && m_polls && now >= m_noopDue)
        flush(now);
}

} // namespace hobnob::server
