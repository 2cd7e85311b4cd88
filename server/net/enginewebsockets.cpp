// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/enginewebsockets.h"

#include <utility>

namespace hobnob::server
{

using QWebSocketProtocol::CloseCode;
using End = EngineSession::End;

namespace
{

/// Written at once; less waits for the turn's end, as more may come.
constexpr qint64 bytesAtOnce = 32 * 1024;

} // namespace

/// One WebSocket, from its opening to its end.
class EngineWebSockets::Pipe final : public std::enable_shared_from_this<EngineWebSockets::Pipe>,
                                     private WebSocket::Listener
{
public:
    Pipe(EngineWebSockets &owner, std::unique_ptr<WebSocket> webSocket, ConnectionSeat seat)
        : m_owner(owner), m_seat(std::move(seat)), m_webSocket(std::move(webSocket))
    {
    }

    void hear(EngineSocket *handle, EngineSocket::Listener *listener)
    {
        m_handle = handle;
        m_listener = listener;
    }
    /// Begins to read, once.
    void start()
    {
        if (!std::exchange(m_isStarted, true))
            m_webSocket->start(this);
    }
    void send(const QByteArray &frame)
    {
        m_webSocket->send(frame, Outbox::Kind::Answer);
        if (m_webSocket->outbox().bytes() >= bytesAtOnce)
            m_webSocket->flush();
        else if (!std::exchange(m_isUnflushed, true))
            m_owner.flushLater(*this);
    }
    void flush()
    {
        m_isUnflushed = false;
        m_webSocket->flush();
    }
    [[nodiscard]] qint64 unsentBytes() const { return m_webSocket->outbox().bytes(); }
    void close(const QByteArray &reason)
    {
        start();
        m_webSocket->close(reason.isEmpty() ? CloseCode::CloseCodeNormal
                                            : CloseCode::CloseCodePolicyViolated,
                           QString::fromLatin1(reason));
    }
    void abort()
    {
        start();
        m_webSocket->abort();
    }
    void check() { m_webSocket->check(); }
    [[nodiscard]] bool isOver() const { return m_webSocket->state() == WebSocket::State::Closed; }

private:
    void textReceived(const QByteArray &utf8) override
    {
        if (m_listener)
            m_listener->socketRead(m_handle, utf8, EnginePacket::Content::Text);
    }
    void binaryReceived(const QByteArray &bytes) override
    {
        if (m_listener)
            m_listener->socketRead(m_handle, bytes, EnginePacket::Content::Binary);
    }
    void heard() override {}
    void drained() override
    {
        if (m_listener)
            m_listener->socketDrained(m_handle);
    }
    void closed() override
    {
        if (auto *listener = std::exchange(m_listener, nullptr))
            listener->socketEnded(m_handle,
                                  m_webSocket->isClosedByPeer() ? End::ClosedByClient : End::Lost);
        m_owner.dueLater();
    }

    EngineWebSockets &m_owner;
    ConnectionSeat m_seat;
    std::unique_ptr<WebSocket> m_webSocket;
    EngineSocket *m_handle = nullptr;
    EngineSocket::Listener *m_listener = nullptr;
    bool m_isStarted = false;
    bool m_isUnflushed = false;
};

/// What the session has of it.
class EngineWebSockets::Handle final : public EngineSocket
{
public:
    explicit Handle(std::shared_ptr<Pipe> pipe) : m_pipe(std::move(pipe)) {}
    ~Handle() override
    {
        m_pipe->hear(nullptr, nullptr);
        if (!m_isClosed)
            m_pipe->abort();
    }

    void setListener(Listener *listener) override { m_pipe->hear(this, listener); }
    void send(const QByteArray &frame) override { m_pipe->send(frame); }
    qint64 unsentBytes() const override { return m_pipe->unsentBytes(); }
    void close(const QByteArray &reason) override
    {
        m_isClosed = true;
        m_pipe->close(reason);
    }

private:
    const std::shared_ptr<Pipe> m_pipe;
    bool m_isClosed = false;
};

EngineWebSockets::EngineWebSockets(std::chrono::milliseconds sweepTime)
{
    connect(&m_sweep, &QTimer::timeout, this, &EngineWebSockets::sweep);
    m_sweep.start(sweepTime);
}

EngineWebSockets::~EngineWebSockets() = default;

std::unique_ptr<EngineSocket> EngineWebSockets::lend(std::unique_ptr<WebSocket> webSocket,
                                                     ConnectionSeat seat)
{
    auto pipe = std::make_shared<Pipe>(*this, std::move(webSocket), std::move(seat));
    m_pipes.push_back(pipe);
    QMetaObject::invokeMethod(
        this, [pipe] { pipe->start(); }, Qt::QueuedConnection);
    return std::make_unique<Handle>(std::move(pipe));
}

qint64 EngineWebSockets::unsentBytes() const
{
    qint64 bytes = 0;
    for (const auto &pipe : m_pipes)
        bytes += pipe->unsentBytes();
    return bytes;
}

void EngineWebSockets::flushLater(Pipe &pipe)
{
    m_unflushed.push_back(pipe.shared_from_this());
    dueLater();
}

void EngineWebSockets::dueLater()
{
    if (!std::exchange(m_isTurnPending, true))
        QMetaObject::invokeMethod(this, &EngineWebSockets::finishTurn, Qt::QueuedConnection);
}

void EngineWebSockets::finishTurn()
{
    m_isTurnPending = false;
    const auto unflushed = std::exchange(m_unflushed, {});
    for (const auto &pipe : unflushed)
        pipe->flush();
    std::erase_if(m_pipes, [](const auto &pipe) { return pipe->isOver(); });
}

void EngineWebSockets::sweep()
{
    const auto pipes = m_pipes;
    for (const auto &pipe : pipes)
        pipe->check();
}

} // namespace hobnob::server
