// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace hobnob::server
{

class Wire;

/// Finished frames on their way to one wire. Frames are shared between outboxes and not copied:
/// what is queued goes out in gathering writes, as far as the wire takes it. Nothing is kept of
/// what is gone.
class Outbox final
{
public:
    enum class Kind { Answer, Fact };

    /// \a frames: one or more, of which the first \a from bytes are left out. True when nothing
    /// waited: whoever adds the first sees to the flush.
    bool add(const QByteArray &frames, Kind kind, qsizetype from = 0);
    /// A control frame, which goes before whatever is not begun. Of several between two flushes
    /// only the last goes out, as RFC 6455 (section 5.5.3) allows of pongs.
    void addControl(const QByteArray &frame) { m_control = frame; }
    /// Writes as much as the wire takes now.
    void flush(Wire &wire);
    void clear();
    /// Takes back the facts that are queued, but for one that is half written.
    void dropFacts();

    /// What the wire has not taken.
    [[nodiscard]] qint64 bytes() const { return m_queuedBytes + m_control.size(); }
    [[nodiscard]] qint64 factBytes() const { return m_factBytes; }
    /// What the wire took since the beginning.
    [[nodiscard]] qint64 takenBytes() const { return m_takenBytes; }

private:
    struct Entry {
        [[nodiscard]] qsizetype size() const { return frames.size() - from; }

        QByteArray frames;
        quint32 from;
        Kind kind;
    };

    void queueControl();
    /// The first \a bytes of what is queued are gone.
    void consume(qint64 bytes);

    QList<Entry> m_entries;
    QByteArray m_control;
    /// Of the first entry: bytes that are written.
    qint64 m_begun = 0;
    qint64 m_queuedBytes = 0;
    qint64 m_factBytes = 0;
    qint64 m_takenBytes = 0;
};

} // namespace hobnob::server
