// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/socketwire.h"

#include <QSslSocket>

#include <algorithm>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace hobnob::server
{

SocketWire::SocketWire(std::unique_ptr<QTcpSocket> socket)
    : m_socket(std::move(socket)), m_peer(m_socket->peerAddress())
{
    m_socket->setReadBufferSize(arrivedBytes);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    const auto note = [this] { lookLater(); };
    QObject::connect(m_socket.get(), &QTcpSocket::readyRead, &m_context, note);
    QObject::connect(m_socket.get(), &QTcpSocket::disconnected, &m_context, note);
    QObject::connect(m_socket.get(), &QTcpSocket::bytesWritten, &m_context, note);
    if (const auto *encrypted = qobject_cast<QSslSocket *>(m_socket.get()))
        QObject::connect(encrypted, &QSslSocket::encryptedBytesWritten, &m_context, note);
    lookLater();
}

SocketWire::~SocketWire()
{
    if (m_isGone)
        *m_isGone = true;
    m_socket->disconnect(&m_context);
    m_socket->abort();
}

qint64 SocketWire::read(char *data, qint64 size)
{
    if (m_socket->bytesAvailable() == 0)
        return isConnected() ? 0 : -1;
    return m_socket->read(data, size);
}

qint64 SocketWire::write(std::span<const QByteArrayView> pieces)
{
    if (!isConnected() || m_isFinished)
        return 0;
    qint64 taken = 0;
    qint64 room = std::max<qint64>(0, waitingBytes - unsentBytes());
    for (const QByteArrayView piece : pieces) {
        const qint64 written = m_socket->write(piece.data(), std::min(room, piece.size()));
        if (written < 0)
            return taken;
        taken += written;
        room -= written;
        if (written < piece.size()) {
            m_isFull = true;
            return taken;
        }
    }
    return taken;
}

void SocketWire::setReading(Reading reading)
{
    m_reading = reading;
    lookLater();
}

void SocketWire::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    m_isFull = false;
    endOfOurSide();
}

QHostAddress SocketWire::peerAddress() const
{
    return m_peer;
}

qint64 SocketWire::unsentBytes() const
{
    const auto *encrypted = qobject_cast<const QSslSocket *>(m_socket.get());
    return m_socket->bytesToWrite() + (encrypted ? encrypted->encryptedBytesToWrite() : 0);
}

bool SocketWire::isConnected() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState;
}

bool SocketWire::hasSomethingToRead() const
{
    return m_reading == Reading::On && (m_socket->bytesAvailable() > 0 || !isConnected());
}

bool SocketWire::hasRoomAgain() const
{
    // Half, so that not every few bytes are a turn of their own.
    return m_isFull && unsentBytes() <= waitingBytes / 2;
}

void SocketWire::lookLater()
{
    if (std::exchange(m_looksLater, true))
        return;
    QMetaObject::invokeMethod(
        &m_context, [this] { look(); }, Qt::QueuedConnection);
}

void SocketWire::look()
{
    m_looksLater = false;
    if (m_isFinished)
        endOfOurSide();
    bool isGone = false;
    m_isGone = &isGone;
    if (hasRoomAgain()) {
        m_isFull = false;
        listener()->wireWritable();
    }
    if (!isGone && hasSomethingToRead())
        listener()->wireReadable();
    if (isGone)
        return;
    m_isGone = nullptr;
    // Qt tells of what arrives once; a wire, as long as it is there.
    if (hasSomethingToRead())
        lookLater();
}

/// Not disconnectFromHost(), which closes at once: what the peer still sends would make the system
/// throw away what we said last. TLS loses its own goodbye by this; the protocols on top have one.
void SocketWire::endOfOurSide()
{
    if (unsentBytes() > 0 || !isConnected())
        return;
#ifdef Q_OS_UNIX
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
#else
    m_socket->disconnectFromHost();
#endif
}

} // namespace hobnob::server
