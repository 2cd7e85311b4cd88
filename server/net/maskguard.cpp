// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/maskguard.h"

#include "server/net/websocketframe.h"

#include <algorithm>

namespace hobnob::server
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int maskBytes = 4;

} // namespace

MaskGuard::MaskGuard(QTcpSocket *socket)
    : QObject(socket), m_socket(socket), m_incoming(new IncomingBytes(socket))
{
    connect(m_incoming, &IncomingBytes::arrived, this, &MaskGuard::look);
}

void MaskGuard::look(qint64 count)
{
    // Inside a payload, which is most of the time, there is nothing to look at.
    const auto within = qint64(std::min(m_rest, quint64(count)));
    m_rest -= quint64(within);
    if (count > within && !pass(m_incoming->peek(within)))
        end();
}

bool MaskGuard::pass(QByteArrayView bytes)
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
        const auto second = quint8(m_head.at(1));
        if ((second & 0x80) == 0)
            return false;
        const int shortLength = second & 0x7f;
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
    return true;
}

void MaskGuard::end()
{
    // So that nobody reads it.
    m_socket->readAll();
    m_socket->write(
        closeFrame(QWebSocketProtocol::CloseCodeProtocolError, u"frames must be masked"_s));
    m_socket->disconnectFromHost();
}

} // namespace hobnob::server
