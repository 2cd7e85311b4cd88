// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/net/wire.h"

#include <QSocketNotifier>

#include <memory>

namespace hobnob::server
{

/// A TCP connection by its descriptor. QTcpSocket keeps two buffers, a socket engine and three
/// notifiers for each connection; this keeps one notifier, and a second one while the system takes
/// no more.
class DescriptorWire final : public Wire
{
public:
    /// \a descriptor: a connected stream socket, which is this wire's from now on.
    explicit DescriptorWire(qintptr descriptor);
    ~DescriptorWire() override;

    [[nodiscard]] qint64 read(char *data, qint64 size) override;
    [[nodiscard]] qint64 write(std::span<const QByteArrayView> pieces) override;
    void setReading(Reading reading) override;
    void finish() override;
    [[nodiscard]] QHostAddress peerAddress() const override;

    /// As read(), and the bytes stay where they are.
    [[nodiscard]] qint64 peek(char *data, qint64 size);
    /// The descriptor, to whoever asks; the wire is of no more use.
    [[nodiscard]] qintptr release();

private:
    /// Calls the wire without a connection of signal and slot, which would cost as much again.
    class Notifier;

    [[nodiscard]] qint64 receive(char *data, qint64 size, int flags);
    void noteReadable();
    void noteWritable();

    int m_descriptor;
    std::unique_ptr<Notifier> m_reading;
    /// While something waits to be written.
    std::unique_ptr<Notifier> m_writing;
};

} // namespace hobnob::server
