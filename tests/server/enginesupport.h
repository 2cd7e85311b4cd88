// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/socketio/engineserver.h"

#include <QCoreApplication>
#include <QTest>

/// What stands for requests and WebSockets in tests of Engine.IO and of what is above it.
namespace hobnob::server::test
{

/// Of one request.
struct EngineOutcome {
    int status = 0;
    QByteArray body;
    std::function<void()> leave;
};

class FakeAnswer final : public EngineAnswer
{
public:
    explicit FakeAnswer(std::shared_ptr<EngineOutcome> outcome) : m_outcome(std::move(outcome)) {}

    void send(const HttpReply &reply) override
    {
        m_outcome->status = reply.status;
        m_outcome->body = reply.body;
    }
    void whenGone(std::function<void()> tell) override { m_outcome->leave = std::move(tell); }

private:
    std::shared_ptr<EngineOutcome> m_outcome;
};

/// The client's end of a WebSocket; outlives the server's.
struct EngineWire {
    EngineSocket *socket = nullptr;
    EngineSocket::Listener *listener = nullptr;
    QByteArrayList texts;
    QByteArrayList binaries;
    qint64 unsent = 0;
    bool isClosed = false;
    QByteArray reason;

    void say(const QByteArray &text)
    {
        if (listener)
            listener->socketRead(socket, text, EnginePacket::Content::Text);
    }
    void sayBinary(const QByteArray &data)
    {
        if (listener)
            listener->socketRead(socket, data, EnginePacket::Content::Binary);
    }
    void leave(EngineSession::End how)
    {
        if (listener)
            listener->socketEnded(socket, how);
    }
};

class FakeSocket final : public EngineSocket
{
public:
    explicit FakeSocket(std::shared_ptr<EngineWire> wire) : m_wire(std::move(wire))
    {
        m_wire->socket = this;
    }
    ~FakeSocket() override
    {
        m_wire->socket = nullptr;
        m_wire->listener = nullptr;
        m_wire->isClosed = true;
    }

    void setListener(Listener *listener) override { m_wire->listener = listener; }
    void send(const QByteArray &frame) override
    {
        const qsizetype head = uchar(frame[1]) < 126 ? 2 : uchar(frame[1]) == 126 ? 4 : 10;
        (uchar(frame[0]) == 0x82 ? m_wire->binaries : m_wire->texts).append(frame.sliced(head));
    }
    qint64 unsentBytes() const override { return m_wire->unsent; }
    void close(const QByteArray &reason) override
    {
        m_wire->isClosed = true;
        m_wire->reason = reason;
    }

private:
    std::shared_ptr<EngineWire> m_wire;
};

inline std::shared_ptr<EngineOutcome> request(EngineServer &server, const QByteArray &method,
                                              const QByteArray &query, const QByteArray &body = {},
                                              const QString &address = {})
{
    auto outcome = std::make_shared<EngineOutcome>();
    server.handle({method, query, body, address}, std::make_unique<FakeAnswer>(outcome));
    return outcome;
}

inline std::shared_ptr<EngineWire> openSocket(EngineServer &server, const QByteArray &query,
                                              const QString &address = {})
{
    auto wire = std::make_shared<EngineWire>();
    server.open(query, address, std::make_unique<FakeSocket>(wire));
    return wire;
}

inline const QByteArray pollingQuery = "EIO=4&transport=polling";
inline const QByteArray webSocketQuery = "EIO=4&transport=websocket";

/// The sid of a handshake, "" when it is none.
inline QByteArray sidOf(const QByteArray &handshake)
{
    const QByteArray mark = R"(0{"sid":")";
    return handshake.startsWith(mark) ? handshake.sliced(mark.size()).split('"').constFirst()
                                      : QByteArray();
}

/// The query of a new session that polls.
inline QByteArray startPolling(EngineServer &server, const QString &address = {})
{
    const auto outcome = request(server, "GET", pollingQuery, {}, address);
    return pollingQuery + "&sid=" + sidOf(outcome->body);
}

} // namespace hobnob::server::test
