// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/connectioncounter.h"
#include "server/net/descriptorwire.h"

#include <QBasicTimer>
#include <QObject>
#include <QSslSocket>

#include <chrono>
#include <memory>

namespace hobnob::server
{

/// A connection until it is encrypted. TLS begins with the peer's first byte, so whoever says
/// nothing costs no more than without it, and whoever speaks something else can be told.
class TlsHandshake final : public QObject, private Wire::Listener
{
    Q_OBJECT

public:
    /// For whoever goes on with the connection.
    struct Parts {
        std::unique_ptr<Wire> wire;
        ConnectionSeat seat;
    };

    TlsHandshake(std::unique_ptr<DescriptorWire> wire, ConnectionSeat seat,
                 const QSslConfiguration &configuration, std::chrono::milliseconds patience);
    ~TlsHandshake() override;

    /// The handshake is of no more use.
    [[nodiscard]] Parts take();

Q_SIGNALS:
    // One of these, once:
    void encrypted(hobnob::server::TlsHandshake *handshake);
    /// The peer does not speak TLS. The wire is not encrypted, and nothing was read from it.
    void foundPlain(hobnob::server::TlsHandshake *handshake);
    /// It broke, or took too long.
    void ended(hobnob::server::TlsHandshake *handshake);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void wireReadable() override;
    void wireWritable() override {}
    void begin();
    void end();

    /// Until the first byte.
    std::unique_ptr<DescriptorWire> m_plain;
    /// From then on.
    std::unique_ptr<QSslSocket> m_socket;
    ConnectionSeat m_seat;
    const QSslConfiguration m_configuration;
    QBasicTimer m_patience;
};

} // namespace hobnob::server
