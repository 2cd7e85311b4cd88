// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/cachebatch.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace hobnob::desktop
{

/// The rooms and the newest run of each room's log as they were when last we knew, on disk. Reading
/// is at once, and cheap; what is noted is gathered and written by another thread, so that a
/// program that is killed loses the last moments, which the server has. Never holds a log with a
/// hole. Without a file it holds nothing and forgets everything.
class LogCache final : public QObject
{
    Q_OBJECT

public:
    using Write = std::function<void(const CacheBatch &)>;

    explicit LogCache(QObject *parent = nullptr);
    ~LogCache() override { close(); }

    /// Opens or makes the file; one that cannot be read is begun anew. \a write takes each batch to
    /// where it is written. The error says why it goes without a file.
    [[nodiscard]] Result<Done> open(const QString &path, Write write);
    /// Hands over what waits.
    void close();
    /// The file is damaged; it is to be put aside when nobody has it open.
    [[nodiscard]] bool wasDamaged() const { return m_wasDamaged; }
    [[nodiscard]] bool isOpen() const { return m_database != nullptr; }

    [[nodiscard]] CachedSession session();
    [[nodiscard]] QList<CachedRoom> rooms();
    /// Each is a run without holes, oldest first, of at most \a most events; empty when the cache
    /// does not have them all.
    [[nodiscard]] QList<protocol::Event> newest(const RoomId &room, int most);
    [[nodiscard]] QList<protocol::Event> before(const RoomId &room, Seq seq, int most);
    [[nodiscard]] QList<protocol::Event> after(const RoomId &room, Seq seq, int most);

    void note(const CachedSession &session);
    void note(const CachedRoom &room);
    /// A run without holes.
    void note(const RoomId &room, const QList<protocol::Event> &events);
    void forget(const RoomId &room);
    /// The room is gone, with its log.
    void remove(const RoomId &room);
    /// The server's data are others. From here on it is only written, until the next start: the old
    /// may still be there for a moment, and its numbers are not the new ones.
    void startAnew();

private:
    [[nodiscard]] QList<protocol::Event> read(const QString &where, const Database::Row &values,
                                              int most);
    void writeSoon();
    void flush();

    std::unique_ptr<Database> m_database;
    Write m_write;
    CacheBatch m_batch;
    QTimer m_timer;
    bool m_wasDamaged = false;
    bool m_isStale = false;
};

} // namespace hobnob::desktop
