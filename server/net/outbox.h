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
/// what is queued goes out in gathering writes, straight to the system while it takes them. What it
/// does not take stays here; the socket's own buffer is given one frame, and its bytesWritten()
/// tells when to go on. Qt's control frames go through that buffer, so only whole frames do.
class Outbox final
{
public:
    enum class Kind { Answer, Fact };

    /// The socket may go at any time; then frames go nowhere.
    explicit Outbox(QTcpSocket *socket) : m_socket(socket) {}

    /// True when it was empty: whoever adds the first frame sees to the flush.
    bool add(const QByteArray &frame, Kind kind);
    /// Writes as much as the system takes now.
    void flush();
    /// To be told of the socket's bytesWritten(); goes on with what is queued.
    void noteWritten(qint64 bytes);
    void clear();
    /// Takes back the facts that are queued, but for one that is half written.
    void dropFacts();

    /// What the peer has not taken: here and in the socket's buffer.
    [[nodiscard]] qint64 bytes() const;
    /// Of the facts that are queued here.
    [[nodiscard]] qint64 factBytes() const { return m_factBytes; }
    /// In the socket's buffer, written by others: at least so much.
    [[nodiscard]] qint64 foreignBytes() const;
    /// What the system took since the beginning, others' writes to the socket included.
    [[nodiscard]] qint64 takenBytes() const { return m_takenBytes; }

private:
    struct Entry {
        QByteArray frame;
        Kind kind;
    };

    /// Straight to the system; true when it took everything that was offered.
    bool writeDirectly();
    /// Gives the socket's buffer the first frame, or what is left of it.
    void handOver();
    /// The first \a bytes of what is queued are gone.
    void consume(qint64 bytes);
    void takeFirst();

    QPointer<QTcpSocket> m_socket;
    QList<Entry> m_entries;
    /// Of the first entry: bytes that are written.
    qint64 m_begun = 0;
    qint64 m_queuedBytes = 0;
    qint64 m_factBytes = 0;
    /// In the socket's buffer, from here.
    qint64 m_handedOver = 0;
    qint64 m_takenBytes = 0;
};

} // namespace hobnob::server
