// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/socketio/engineconnection.h"

#include "shared/ids.h"

namespace hobnob::server
{

using End = EngineSession::End;

namespace
{

/// What a WebSocket is given before it has written the last; more would wait there instead of here,
/// where facts can be taken back.
constexpr qint64 frameBytesAhead = 64 * 1024;

HttpReply payloadReply(const QByteArray &payload)
{
    return textReply(200, payload);
}

} // namespace

EngineConnection::EngineConnection(EngineId id, const QString &address,
                                   std::unique_ptr<EngineSocket> socket,
                                   const EngineSettings &settings, Owner &owner)
    : m_id(id), m_address(address), m_owner(owner), m_webSocket(std::move(socket)),
      m_session(randomToken().toLatin1(),
                m_webSocket ? EngineSession::Transport::WebSocket
                            : EngineSession::Transport::Polling,
                settings, *this, now())
{
    if (m_webSocket)
        m_webSocket->setListener(this);
}

EngineConnection::~EngineConnection()
{
    for (auto *socket : {m_webSocket.get(), m_probe.get()}) {
        if (socket)
            socket->setListener(nullptr);
    }
}

void EngineConnection::poll(std::unique_ptr<EngineAnswer> answer)
{
    const auto refusal = m_session.beginPoll(now());
    if (refusal) {
        answer->send(engineRefusalReply(*refusal));
    } else {
        m_poll = std::move(answer);
        m_poll->whenGone(
            [&owner = m_owner, id = m_id, poll = ++m_pollNumber] { owner.notePollLost(id, poll); });
        m_session.flush(now());
    }
    touch();
}

void EngineConnection::losePoll(quint64 poll)
{
    if (!m_poll || poll != m_pollNumber)
        return;
    m_poll.reset();
    m_session.losePoll();
    touch();
}

void EngineConnection::post(QByteArrayView body, EngineAnswer &answer)
{
    const auto refusal = m_session.post(body, now());
    answer.send(refusal ? engineRefusalReply(*refusal) : payloadReply("ok"));
    touch();
}

void EngineConnection::probe(std::unique_ptr<EngineSocket> socket)
{
    if (m_session.beginProbe(now())) {
        m_probe = std::move(socket);
        m_probe->setListener(this);
    } else {
        socket->close(engineRefusalText(EngineRefusal::BadRequest));
    }
    touch();
}

void EngineConnection::flush()
{
    m_session.flush(now());
    touch();
}

void EngineConnection::close()
{
    m_session.close(now());
    touch();
}

void EngineConnection::check()
{
    m_session.check(now());
    touch();
}

void EngineConnection::answerPoll(const QByteArray &payload)
{
    const auto answer = std::move(m_poll);
    if (answer)
        answer->send(payloadReply(payload));
}

void EngineConnection::sendFrame(const QByteArray &frame)
{
    if (m_webSocket)
        m_webSocket->send(frame);
}

bool EngineConnection::takesFrames() const
{
    return m_webSocket && m_webSocket->unsentBytes() < frameBytesAhead;
}

void EngineConnection::closeWebSocket()
{
    retire(m_webSocket, m_session.hasEnded() == End::Refused
                            ? engineRefusalText(EngineRefusal::BadRequest)
                            : QByteArray());
}

void EngineConnection::sendProbeFrame(const QByteArray &frame)
{
    if (m_probe)
        m_probe->send(frame);
}

void EngineConnection::closeProbe()
{
    retire(m_probe, {});
}

void EngineConnection::retire(std::unique_ptr<EngineSocket> &socket, const QByteArray &reason)
{
    if (!socket)
        return;
    socket->setListener(nullptr);
    socket->close(reason);
    m_owner.noteRetired(std::move(socket));
}

void EngineConnection::adoptProbe()
{
    m_webSocket = std::move(m_probe);
}

void EngineConnection::received(const EnginePacket &message)
{
    m_owner.noteReceived(*this, message);
}

void EngineConnection::drained()
{
    m_owner.noteDrained(*this);
}

void EngineConnection::caughtUp()
{
    m_owner.noteCaughtUp(*this);
}

void EngineConnection::socketRead(EngineSocket *socket, QByteArrayView data,
                                  EnginePacket::Content content)
{
    if (socket == m_webSocket.get())
        m_session.readWebSocket(data, content, now());
    else if (socket == m_probe.get())
        m_session.readProbe(data, content, now());
    touch();
}

void EngineConnection::socketDrained(EngineSocket *socket)
{
    if (socket == m_webSocket.get())
        flush();
}

void EngineConnection::socketEnded(EngineSocket *socket, End how)
{
    if (socket == m_webSocket.get()) {
        m_owner.noteRetired(std::move(m_webSocket));
        m_session.loseWebSocket(how);
    } else if (socket == m_probe.get()) {
        m_owner.noteRetired(std::move(m_probe));
        m_session.loseProbe();
    }
    touch();
}

} // namespace hobnob::server
