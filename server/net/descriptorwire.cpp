// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/descriptorwire.h"

#include "shared/limits.h"

#include <QEvent>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>
#include <utility>

namespace hobnob::server
{

namespace
{

/// What one system call gathers. Linux takes up to 1,024.
constexpr size_t piecesAtOnce = 256;

void setOption(int descriptor, int level, int name, int value)
{
    // Where the system does not know the option, the connection works without.
    static_cast<void>(::setsockopt(descriptor, level, name, &value, sizeof value));
}

/// A peer that is gone without a word is found by the system, which costs us nothing: after
/// limits::keepAlive of silence it asks, and gives up after as long again.
void setKeepAlive(int descriptor)
{
    setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1);
#ifdef TCP_KEEPIDLE
    constexpr int probes = 4;
    const int seconds = int(limits::keepAlive.count());
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPIDLE, seconds);
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPINTVL, std::max(seconds / probes, 1));
    setOption(descriptor, IPPROTO_TCP, TCP_KEEPCNT, probes);
#endif
}

} // namespace

class DescriptorWire::Notifier final : public QSocketNotifier
{
public:
    using Told = void (DescriptorWire::*)();

    Notifier(DescriptorWire &wire, Type type, Told told)
        : QSocketNotifier(wire.m_descriptor, type), m_wire(wire), m_told(told)
    {
    }

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::SockAct)
            return QSocketNotifier::event(event);
        // It may destroy the wire, and this with it.
        (m_wire.*m_told)();
        return true;
    }

private:
    DescriptorWire &m_wire;
    Told m_told;
};

DescriptorWire::DescriptorWire(qintptr descriptor) : m_descriptor(int(descriptor))
{
    static_cast<void>(::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK));
    setOption(m_descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(m_descriptor, SOL_SOCKET, SO_SNDBUF, limits::sendBufferBytes);
    setKeepAlive(m_descriptor);
    m_reading =
        std::make_unique<Notifier>(*this, QSocketNotifier::Read, &DescriptorWire::noteReadable);
}

DescriptorWire::~DescriptorWire()
{
    m_reading.reset();
    m_writing.reset();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

qint64 DescriptorWire::read(char *data, qint64 size)
{
    return receive(data, size, 0);
}

qint64 DescriptorWire::peek(char *data, qint64 size)
{
    return receive(data, size, MSG_PEEK);
}

qint64 DescriptorWire::receive(char *data, qint64 size, int flags)
{
    for (;;) {
        const ssize_t got = ::recv(m_descriptor, data, size_t(size), flags);
        if (got > 0)
            return got;
        if (got < 0 && errno == EINTR)
            continue;
        return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
    }
}

qint64 DescriptorWire::write(std::span<const QByteArrayView> pieces)
{
    qint64 taken = 0;
    while (!pieces.empty()) {
        std::array<iovec, piecesAtOnce> vectors;
        const size_t count = std::min(pieces.size(), vectors.size());
        qint64 offered = 0;
        for (size_t i = 0; i < count; ++i) {
            vectors.at(i) = {const_cast<char *>(pieces[i].data()), size_t(pieces[i].size())};
            offered += pieces[i].size();
        }
        msghdr message{};
        message.msg_iov = vectors.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        taken += std::max<ssize_t>(sent, 0);
        if (sent < offered) {
            // A broken connection is readable, and read() tells.
            if (!m_writing && (sent >= 0 || errno == EAGAIN || errno == EWOULDBLOCK))
                m_writing = std::make_unique<Notifier>(*this, QSocketNotifier::Write,
                                                       &DescriptorWire::noteWritable);
            return taken;
        }
        pieces = pieces.subspan(count);
    }
    return taken;
}

void DescriptorWire::setReading(Reading reading)
{
    m_reading->setEnabled(reading == Reading::On);
}

void DescriptorWire::finish()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

QHostAddress DescriptorWire::peerAddress() const
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(m_descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    return QHostAddress(reinterpret_cast<const sockaddr *>(&address));
}

qintptr DescriptorWire::release()
{
    m_reading.reset();
    m_writing.reset();
    return std::exchange(m_descriptor, -1);
}

void DescriptorWire::noteReadable()
{
    listener()->wireReadable();
}

void DescriptorWire::noteWritable()
{
    // Level-triggered: it would come again and again.
    const auto ended = std::exchange(m_writing, nullptr).release();
    ended->setEnabled(false);
    ended->deleteLater();
    listener()->wireWritable();
}

} // namespace hobnob::server
