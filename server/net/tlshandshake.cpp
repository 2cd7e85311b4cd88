// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/net/tlshandshake.h"

#include "server/net/socketwire.h"

#include <QLoggingCategory>

#include <utility>

namespace hobnob::server
{

namespace
{

Q_LOGGING_CATEGORY(log, "hobnob.tls")

/// What every connection in TLS begins with (RFC 8446, section 5.1): a record of the handshake.
constexpr char handshakeRecord = 0x16;

} // namespace

TlsHandshake::TlsHandshake(std::unique_ptr<DescriptorWire> wire, ConnectionSeat seat,
                           const QSslConfiguration &configuration,
                           std::chrono::milliseconds patience)
    : m_plain(std::move(wire)), m_seat(std::move(seat)), m_configuration(configuration)
{
    m_plain->setListener(this);
    m_patience.start(int(patience.count()), this);
}

TlsHandshake::~TlsHandshake()
{
    if (m_socket)
        m_socket->disconnect(this);
}

TlsHandshake::Parts TlsHandshake::take()
{
    m_patience.stop();
    if (!m_socket)
        return {std::move(m_plain), std::move(m_seat)};
    m_socket->disconnect(this);
    return {std::make_unique<SocketWire>(std::move(m_socket)), std::move(m_seat)};
}

void TlsHandshake::timerEvent(QTimerEvent *)
{
    qCDebug(log) << "A handshake took too long";
    end();
}

void TlsHandshake::wireReadable()
{
    char first = 0;
    const qint64 count = m_plain->peek(&first, 1);
    if (count == 0)
        return;
    if (count < 0)
        end();
    else if (first == handshakeRecord)
        begin();
    else
        Q_EMIT foundPlain(this);
}

void TlsHandshake::begin()
{
    m_socket = std::make_unique<QSslSocket>();
    // Before there is anything to read.
    m_socket->setReadBufferSize(SocketWire::arrivedBytes);
    m_socket->setSslConfiguration(m_configuration);
    const bool isTaken = m_socket->setSocketDescriptor(m_plain->release());
    m_plain.reset();
    connect(m_socket.get(), &QSslSocket::encrypted, this, [this] { Q_EMIT encrypted(this); });
    connect(m_socket.get(), &QSslSocket::errorOccurred, this, [this] {
        qCDebug(log).noquote() << "A handshake failed:" << m_socket->errorString();
        end();
    });
    if (isTaken)
        m_socket->startServerEncryption();
    else
        end();
}

void TlsHandshake::end()
{
    m_patience.stop();
    if (m_socket)
        m_socket->disconnect(this);
    Q_EMIT ended(this);
}

} // namespace hobnob::server
