// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/wire.h"

#include <QTcpSocket>

#include <memory>

namespace hobnob::server
{

/// A wire over one of Qt's sockets: a QSslSocket, which changes the bytes on their way, or a plain
/// one where the system has no descriptors. Qt keeps many times what a DescriptorWire is for each,
/// so it is for those alone. A peer that only ends its own side is gone for Qt, and so for this.
class SocketWire final : public Wire
{
public:
    /// Of what was taken, the most that waits for the peer, encrypted or not yet: two records of
    /// TLS, so that one is on its way while the next is made, and slow readers cost little.
    static constexpr qint64 waitingBytes = 32 * 1024;
    /// Of what arrived, the most that waits for read().
    static constexpr qint64 arrivedBytes = 64 * 1024;

    /// \a socket is connected, and encrypted if it ever will be; nobody else listens to it. Bytes
    /// that it holds already are told of through the event loop.
    explicit SocketWire(std::unique_ptr<QTcpSocket> socket);
    ~SocketWire() override;

    [[nodiscard]] qint64 read(char *data, qint64 size) override;
    [[nodiscard]] qint64 write(std::span<const QByteArrayView> pieces) override;
    void setReading(Reading reading) override;
    void finish() override;
    [[nodiscard]] QHostAddress peerAddress() const override;
    /// Of what was taken, what the system does not have yet.
    [[nodiscard]] qint64 unsentBytes() const;

private:
    [[nodiscard]] bool isConnected() const;
    [[nodiscard]] bool hasSomethingToRead() const;
    [[nodiscard]] bool hasRoomAgain() const;
    /// Through the event loop: in the middle of its own signals a socket must not be destroyed.
    void lookLater();
    void look();
    /// Ends our side when all is gone that was taken.
    void endOfOurSide();

    std::unique_ptr<QTcpSocket> m_socket;
    const QHostAddress m_peer;
    Reading m_reading = Reading::On;
    bool m_looksLater = false;
    /// Something was not taken.
    bool m_isFull = false;
    bool m_isFinished = false;
    /// While the listener is told something: set when it destroys the wire.
    bool *m_isGone = nullptr;
    /// What is on its way to us in the event loop goes with it, and first.
    QObject m_context;
};

} // namespace hobnob::server
