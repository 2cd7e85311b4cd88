// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outbox.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <array>
#include <sys/socket.h>
#include <sys/uio.h>
#endif

namespace hobnob::server
{

bool Outbox::add(const QByteArray &frame, Kind kind)
{
    m_entries.append({frame, kind});
    m_queuedBytes += frame.size();
    if (kind == Kind::Fact)
        m_factBytes += frame.size();
    return m_entries.size() == 1;
}

void Outbox::flush()
{
    if (m_entries.isEmpty())
        return;
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState) {
        clear();
        return;
    }
    // What is in its buffer goes first.
    if (m_socket->bytesToWrite() > 0)
        return;
    m_handedOver = 0;
    while (!m_entries.isEmpty()) {
        if (!writeDirectly()) {
            handOver();
            return;
        }
    }
}

void Outbox::noteWritten(qint64 bytes)
{
    m_takenBytes += bytes;
    flush();
}

void Outbox::clear()
{
    m_entries.clear();
    m_begun = 0;
    m_queuedBytes = 0;
    m_factBytes = 0;
}

void Outbox::dropFacts()
{
    const auto first = m_entries.begin() + (m_begun > 0 ? 1 : 0);
    const auto dropped = std::stable_partition(
        first, m_entries.end(), [](const Entry &entry) { return entry.kind == Kind::Answer; });
    for (auto entry = dropped; entry != m_entries.end(); ++entry) {
        m_queuedBytes -= entry->frame.size();
        m_factBytes -= entry->frame.size();
    }
    m_entries.erase(dropped, m_entries.end());
    m_entries.squeeze();
}

qint64 Outbox::bytes() const
{
    return m_queuedBytes + (m_socket ? m_socket->bytesToWrite() : 0);
}

qint64 Outbox::foreignBytes() const
{
    return m_socket ? std::max<qint64>(0, m_socket->bytesToWrite() - m_handedOver) : 0;
}

bool Outbox::writeDirectly()
{
#if defined(Q_OS_UNIX) && defined(MSG_NOSIGNAL)
    // A subclass (TLS) changes the bytes on their way.
    if (m_socket->metaObject() != &QTcpSocket::staticMetaObject)
        return false;
    std::array<iovec, 64> pieces{};
    const auto count = std::min<qsizetype>(m_entries.size(), qsizetype(pieces.size()));
    qint64 offered = -m_begun;
    for (qsizetype i = 0; i < count; ++i) {
        const auto &frame = m_entries.at(i).frame;
        const qint64 skipped = i == 0 ? m_begun : 0;
        pieces.at(size_t(i)) = {const_cast<char *>(frame.constData()) + skipped,
                                size_t(frame.size() - skipped)};
        offered += frame.size();
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = size_t(count);
    // A socket that failed tells Qt so itself; here it just takes nothing.
    const ssize_t written =
        ::sendmsg(int(m_socket->socketDescriptor()), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (written <= 0)
        return false;
    m_takenBytes += written;
    consume(written);
    return written == offered;
#else
    return false;
#endif
}

void Outbox::handOver()
{
    const QByteArray &frame = m_entries.first().frame;
    m_handedOver = frame.size() - m_begun;
    m_socket->write(frame.constData() + m_begun, m_handedOver);
    consume(m_handedOver);
}

void Outbox::consume(qint64 bytes)
{
    m_queuedBytes -= bytes;
    m_begun += bytes;
    while (!m_entries.isEmpty() && m_begun >= m_entries.first().frame.size())
        takeFirst();
    if (m_entries.isEmpty())
        m_begun = 0;
}

void Outbox::takeFirst()
{
    const Entry entry = m_entries.takeFirst();
    m_begun -= entry.frame.size();
    if (entry.kind == Kind::Fact)
        m_factBytes -= entry.frame.size();
}

} // namespace hobnob::server
