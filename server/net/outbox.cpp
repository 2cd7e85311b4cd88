// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/outbox.h"

#ifdef Q_OS_UNIX
#include <algorithm>
#include <array>
#include <sys/socket.h>
#include <sys/uio.h>
#endif

namespace hobnob::server
{

bool Outbox::add(const QByteArray &frame)
{
    m_frames.append(frame);
    m_queuedBytes += frame.size();
    return m_frames.size() == 1;
}

void Outbox::flush()
{
    if (m_frames.isEmpty())
        return;
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState) {
        clear();
        return;
    }
    qint64 taken = writeDirectly();
    m_takenBytes += taken;
    for (const auto &frame : std::as_const(m_frames)) {
        if (taken >= frame.size()) {
            taken -= frame.size();
            continue;
        }
        m_socket->write(frame.constData() + taken, frame.size() - taken);
        taken = 0;
    }
    clear();
}

void Outbox::clear()
{
    m_frames.clear();
    m_queuedBytes = 0;
}

qint64 Outbox::bytes() const
{
    return m_queuedBytes + (m_socket ? m_socket->bytesToWrite() : 0);
}

qint64 Outbox::writeDirectly()
{
#if defined(Q_OS_UNIX) && defined(MSG_NOSIGNAL)
    // A subclass (TLS) changes the bytes on their way.
    if (m_socket->bytesToWrite() > 0 || m_socket->metaObject() != &QTcpSocket::staticMetaObject)
        return 0;
    std::array<iovec, 64> pieces{};
    const auto count = std::min<qsizetype>(m_frames.size(), qsizetype(pieces.size()));
    for (qsizetype i = 0; i < count; ++i) {
        const auto &frame = m_frames.at(i);
        pieces.at(size_t(i)) = {const_cast<char *>(frame.constData()), size_t(frame.size())};
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = size_t(count);
    // A socket that failed tells Qt so itself; here it just takes nothing.
    const ssize_t written =
        ::sendmsg(int(m_socket->socketDescriptor()), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    return std::max<qint64>(written, 0);
#else
    return 0;
#endif
}

} // namespace hobnob::server
