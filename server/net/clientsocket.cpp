// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/clientsocket.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace hobnob::server
{

qint64 ClientSocket::writeData(const char *data, qint64 size)
{
    qint64 taken = 0;
#if defined(Q_OS_UNIX) && defined(MSG_NOSIGNAL)
    if (m_writing == Writing::Straight && state() == ConnectedState && bytesToWrite() == 0) {
        // A socket that failed tells Qt so itself; here it just takes nothing.
        const ssize_t sent =
            ::send(int(socketDescriptor()), data, size_t(size), MSG_NOSIGNAL | MSG_DONTWAIT);
        taken = std::max<qint64>(sent, 0);
    }
#endif
    if (taken == size)
        return size;
    const qint64 buffered = QTcpSocket::writeData(data + taken, size - taken);
    return buffered < 0 ? buffered : taken + buffered;
}

} // namespace hobnob::server
