// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace hobnob::server
{

/// A client's connection. What is written to a socket goes through a buffer of 32 KiB, which Qt
/// makes for the first byte and keeps as long as the socket lives. A WebSocket's handshake would be
/// all that most connections ever need it for, so that goes past it, as far as the system takes it
/// at once. Not a class of its own to the meta-object system: it treats the bytes like any other.
class ClientSocket final : public QTcpSocket
{
public:
    enum class Writing { Buffered, Straight };

    using QTcpSocket::QTcpSocket;

    /// What goes straight is not told of with bytesWritten().
    void setWriting(Writing writing) { m_writing = writing; }

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    Writing m_writing = Writing::Buffered;
};

} // namespace hobnob::server
