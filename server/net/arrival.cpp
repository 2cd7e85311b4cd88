// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/arrival.h"

#include "shared/limits.h"

#include <array>

namespace hobnob::server
{

Arrival::Arrival(std::unique_ptr<Wire> wire, ConnectionSeat seat,
                 std::chrono::milliseconds patience)
    : m_parts{std::move(wire), {}, std::move(seat)}
{
    m_parts.wire->setListener(this);
    m_patience.start(int(patience.count()), this);
}

Arrival::Parts Arrival::take()
{
    m_patience.stop();
    return std::move(m_parts);
}

void Arrival::refuse(const QByteArray &answer, std::chrono::milliseconds patience)
{
    m_isRefused = true;
    m_parts.received = {};
    // Nothing was written before, so the system has room for it.
    const std::array<QByteArrayView, 1> pieces = {answer};
    static_cast<void>(m_parts.wire->write(pieces));
    m_parts.wire->finish();
    m_patience.start(int(patience.count()), this);
}

void Arrival::timerEvent(QTimerEvent *)
{
    m_patience.stop();
    if (m_isRefused)
        Q_EMIT ended(this);
    else
        settle(RequestHead::parse({}));
}

void Arrival::wireReadable()
{
    std::array<char, 4096> buffer;
    const qint64 count = m_parts.wire->read(buffer.data(), qint64(buffer.size()));
    if (count < 0) {
        Q_EMIT ended(this);
        return;
    }
    // What comes behind a refusal is taken all the same: a connection that ends with bytes in it
    // takes our answer with it.
    if (count == 0 || m_isRefused)
        return;
    m_parts.received.append(buffer.data(), qsizetype(count));
    const auto head = RequestHead::parse(m_parts.received);
    if (head.state() != RequestHead::State::Incomplete)
        settle(head);
}

void Arrival::settle(const RequestHead &head)
{
    m_patience.stop();
    Q_EMIT settled(this, head);
}

} // namespace hobnob::server
