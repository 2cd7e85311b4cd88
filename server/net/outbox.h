// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPointer>
#include <QTcpSocket>

namespace hobnob::server
{

/// Finished frames on their way to one socket. Frames are shared between outboxes and not copied:
/// everything queued goes out in one gathering write, straight to the system when the socket has
/// nothing of its own to write (Qt's control frames go through its buffer, and order is kept).
class Outbox final
{
public:
    /// The socket may go at any time; then frames go nowhere.
    explicit Outbox(QTcpSocket *socket) : m_socket(socket) {}

    /// True when it was empty: whoever adds the first frame sees to the flush.
    bool add(const QByteArray &frame);
    /// Writes what is queued; what the system does not take waits in the socket's buffer.
    void flush();
    void clear();

    /// What the peer has not taken: here and in the socket's buffer.
    [[nodiscard]] qint64 bytes() const;
    /// What the system took since the beginning, others' writes to the socket included.
    [[nodiscard]] qint64 takenBytes() const { return m_takenBytes; }
    /// To be told of the socket's bytesWritten().
    void noteWritten(qint64 bytes) { m_takenBytes += bytes; }

private:
    /// Straight to the system; how many bytes it took.
    qint64 writeDirectly();

    QPointer<QTcpSocket> m_socket;
    QList<QByteArray> m_frames;
    qint64 m_queuedBytes = 0;
    qint64 m_takenBytes = 0;
};

} // namespace hobnob::server
