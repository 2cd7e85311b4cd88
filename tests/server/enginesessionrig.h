// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/enginesession.h"

#include <QTest>

#include <functional>
#include <memory>

/// A session of Engine.IO with a clock of its own, and what it does written down.
namespace hobnob::server::test
{

using EngineLines = QByteArrayList;

/// Notes what the session does, as lines in their order.
class Recorder final : public EngineSession::Outlet
{
public:
    void answerPoll(const QByteArray &payload) override { log.append("poll " + payload); }
    void sendFrame(const QByteArray &frame) override { log.append("socket " + inside(frame)); }
    bool takesFrames() const override { return takes; }
    void closeWebSocket() override { log.append("socket closed"); }
    void sendProbeFrame(const QByteArray &frame) override { log.append("probe " + inside(frame)); }
    void closeProbe() override { log.append("probe closed"); }
    void adoptProbe() override { log.append("adopted"); }
    void received(const EnginePacket &message) override
    {
        log.append((message.content == EnginePacket::Content::Binary ? "got binary " : "got ") +
                   message.data);
        if (onReceived)
            onReceived();
    }
    void drained() override { ++drains; }
    void caughtUp() override { log.append("caught up"); }

    QByteArrayList take() { return std::exchange(log, {}); }

    QByteArrayList log;
    std::function<void()> onReceived;
    int drains = 0;
    bool takes = true;

private:
    static QByteArray inside(const QByteArray &frame)
    {
        return frame.sliced(frame[1] < 126 ? 2 : 4);
    }
};

class EngineSessionRig
{
protected:
    EngineSession::Instant m_now{std::chrono::hours(1)};
    Recorder m_outlet;
    std::unique_ptr<EngineSession> m_session;

    /// A session that has told its handshake.
    void start(EngineSession::Transport transport)
    {
        m_session =
            std::make_unique<EngineSession>("sid", transport, EngineSettings{}, m_outlet, m_now);
        if (transport == EngineSession::Transport::Polling)
            QVERIFY(!m_session->beginPoll(m_now));
        m_session->flush(m_now);
        QCOMPARE(m_outlet.take().size(), 1);
    }
    /// False when it is refused.
    bool poll()
    {
        const bool begun = !m_session->beginPoll(m_now);
        if (begun)
            m_session->flush(m_now);
        return begun;
    }
    bool post(const QByteArray &body) { return !m_session->post(body, m_now); }
    void probe(const QByteArray &text)
    {
        m_session->readProbe(text, EnginePacket::Content::Text, m_now);
    }
    void read(const QByteArray &text)
    {
        m_session->readWebSocket(text, EnginePacket::Content::Text, m_now);
    }
    void say(const QByteArray &data, EngineSession::Kind kind = EngineSession::Kind::Answer)
    {
        m_session->send(PreparedPacket(EnginePacket::Type::Message, data), kind);
    }
    void wait(std::chrono::milliseconds time)
    {
        m_now += time;
        m_session->check(m_now);
    }
};

} // namespace hobnob::server::test
