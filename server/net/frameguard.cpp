// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/frameguard.h"

#include "shared/limits.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using QWebSocketProtocol::CloseCode;

namespace
{

constexpr int maskBytes = 4;
constexpr quint8 maskBit = 0x80;
/// Control frames may come between the fragments of a message, and are none.
constexpr quint8 controlBit = 0x08;
constexpr quint8 opcodeBits = 0x0f;
constexpr quint8 continuation = 0;

} // namespace

FrameGuard::FrameGuard(QTcpSocket *socket)
    : QObject(socket), m_socket(socket), m_incoming(new IncomingBytes(socket))
{
    connect(m_incoming, &IncomingBytes::arrived, this, &FrameGuard::look);
}

void FrameGuard::look(qint64 count)
{
    // Inside a payload, which is most of the time, there is nothing to look at.
    const auto within = qint64(std::min(m_rest, quint64(count)));
    m_rest -= quint64(within);
    if (count > within && !m_violated)
        pass(m_incoming->peek(within));
    // Taken all the same: a connection that ends with bytes in it takes our last words with it.
    if (m_violated)
        m_socket->readAll();
}

void FrameGuard::pass(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_rest > 0) {
            const auto within = std::min(m_rest, quint64(bytes.size()));
            m_rest -= within;
            bytes = bytes.sliced(qsizetype(within));
            continue;
        }
        m_head += bytes.front();
        bytes = bytes.sliced(1);
        if (m_head.size() < 2)
            continue;
        if (m_head.size() == 2 && !accept(quint8(m_head.at(0)), quint8(m_head.at(1))))
            return;
        const int shortLength = quint8(m_head.at(1)) & ~int(maskBit);
        const int longLengthBytes = shortLength == 127 ? 8 : shortLength == 126 ? 2 : 0;
        if (m_head.size() < 2 + longLengthBytes)
            continue;
        quint64 length = longLengthBytes == 0 ? quint64(shortLength) : 0;
        for (const char c : QByteArrayView(m_head).sliced(2))
            length = length << 8 | quint8(c);
        // QWebSocket refuses lengths of which this would not hold.
        m_rest = length + maskBytes;
        m_head.clear();
    }
}

bool FrameGuard::accept(quint8 first, quint8 second)
{
    if ((second & maskBit) == 0)
        return refuse(CloseCode::CloseCodeProtocolError, u"frames must be masked"_s);
    const quint8 opcode = first & opcodeBits;
    if ((opcode & controlBit) != 0)
        return true;
    m_fragments = opcode == continuation ? m_fragments + 1 : 1;
    if (m_fragments > limits::messageFragments)
        return refuse(CloseCode::CloseCodePolicyViolated, u"too many fragments"_s);
    return true;
}

bool FrameGuard::refuse(CloseCode code, const QString &reason)
{
    m_violated = true;
    Q_EMIT violated(code, reason);
    return false;
}

} // namespace hobnob::server
