// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/diskworker.h"

#include "desktop/client/outboxstore.h"

#include <QLoggingCategory>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

Q_LOGGING_CATEGORY(lcDisk, "hobnob.disk")

/// A null string would be bound as NULL.
QString solid(const QString &text)
{
    return text.isNull() ? u""_s : text;
}

protocol::User subjectOf(const protocol::Event &event)
{
    return event.notice ? event.notice->subject.value_or(protocol::User()) : protocol::User();
}

} // namespace

const Database::Format &cacheFormat()
{
    static const Database::Format tables{
        3,
        {u"CREATE TABLE session (epoch TEXT NOT NULL, server TEXT NOT NULL, user TEXT NOT NULL,"
         " name TEXT NOT NULL)"_s,
         u"CREATE TABLE rooms (room TEXT PRIMARY KEY, name TEXT NOT NULL,"
         " last_seq INTEGER NOT NULL, last_time INTEGER NOT NULL, last_author TEXT NOT NULL,"
         " last_text TEXT NOT NULL, members INTEGER NOT NULL, mentions INTEGER NOT NULL,"
         " up_to INTEGER NOT NULL, kind INTEGER NOT NULL, topic TEXT NOT NULL,"
         " archived INTEGER NOT NULL, picture TEXT NOT NULL, people TEXT NOT NULL)"
         " WITHOUT ROWID"_s,
         u"CREATE TABLE events (room TEXT NOT NULL, seq INTEGER NOT NULL, time INTEGER NOT NULL,"
         " author TEXT NOT NULL, name TEXT NOT NULL, client_id TEXT NOT NULL, text TEXT NOT NULL,"
         " notice INTEGER, subject TEXT NOT NULL, subject_name TEXT NOT NULL, bot INTEGER NOT NULL,"
         " PRIMARY KEY (room, seq)) WITHOUT ROWID"_s}};
    return tables;
}

DiskWorker::DiskWorker(QString cachePath, QString outboxPath)
    : m_cachePath(std::move(cachePath)), m_outboxPath(std::move(outboxPath))
{
}

void DiskWorker::write(const CacheBatch &batch)
{
    if (m_cachePath.isEmpty())
        return;
    if (!m_cache) {
        auto opened = Database::open(m_cachePath, cacheFormat(), Database::Check::None);
        if (!opened.database) {
            qCWarning(lcDisk).noquote() << m_cachePath << opened.reason;
            m_cachePath.clear();
            return;
        }
        m_cache = std::move(opened.database);
    }
    // A batch that is lost leaves a hole; the next events after it begin the room's run anew.
    if (const auto done = carryOut(batch); !done) {
        m_cache->rollBack();
        qCWarning(lcDisk).noquote() << m_cachePath << done.error().sentence;
    }
}

void DiskWorker::syncOutbox()
{
    if (m_outboxPath.isEmpty())
        return;
    if (!m_outbox) {
        m_outbox =
            Database::open(m_outboxPath, OutboxStore::format(), Database::Check::None).database;
        if (!m_outbox) {
            m_outboxPath.clear();
            return;
        }
    }
    if (const auto done = m_outbox->sync(); !done)
        qCWarning(lcDisk).noquote() << m_outboxPath << done.error().sentence;
}

void DiskWorker::close()
{
    m_cache.reset();
    m_outbox.reset();
}

Result<Done> DiskWorker::carryOut(const CacheBatch &batch)
{
    if (const auto begun = m_cache->begin(); !begun)
        return begun;
    if (batch.startsAnew) {
        for (const auto &table : {u"session"_s, u"rooms"_s, u"events"_s}) {
            if (const auto done = m_cache->run(u"DELETE FROM "_s + table); !done)
                return done;
        }
    }
    if (batch.session) {
        const auto &session = *batch.session;
        if (const auto done = m_cache->run(u"DELETE FROM session"_s); !done)
            return done;
        const auto done = m_cache->run(u"INSERT INTO session VALUES (?, ?, ?, ?)"_s,
                                       {solid(session.epoch), solid(session.server),
                                        solid(session.self.id.value()), solid(session.self.name)});
        if (!done)
            return done;
    }
    for (const auto &room : batch.rooms) {
        if (const auto done = put(room); !done)
            return done;
    }
    for (const auto &room : batch.gone) {
        if (const auto done = m_cache->run(u"DELETE FROM rooms WHERE room = ?"_s, {room.value()});
            !done)
            return done;
    }
    for (const auto &run : batch.runs) {
        if (const auto done = run.events.isEmpty() ? forget(run.room) : put(run); !done)
            return done;
    }
    return m_cache->commit();
}

Result<Done> DiskWorker::put(const CachedRoom &room)
{
    const auto &line = room.summary;
    QString people;
    for (const auto &person : line.people)
        people += person.id.value() + u'\n' + person.name + u'\n';
    return m_cache->run(
        u"INSERT OR REPLACE INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {line.id.value(), solid(line.name), number(line.lastSeq), milliseconds(line.lastTime),
         solid(line.lastAuthor), solid(line.lastText), line.memberCount, room.mentions,
         number(room.upTo), static_cast<int>(line.kind), solid(line.topic), line.archived,
         solid(line.picture.value_or(QString())), solid(people)});
}

Result<Done> DiskWorker::put(const CacheBatch::Run &run)
{
    const auto id = run.room.value();
    const auto held =
        m_cache->read(u"SELECT (SELECT seq FROM events WHERE room = ? ORDER BY seq LIMIT 1),"
                      " (SELECT seq FROM events WHERE room = ? ORDER BY seq DESC LIMIT 1)"_s,
                      {id, id});
    if (!held)
        return held.error();
    qint64 first = held->value(0).value(0).toLongLong();
    qint64 last = held->value(0).value(1).toLongLong();
    const qint64 runFirst = number(run.events.front().seq);
    const qint64 runLast = number(run.events.back().seq);
    if (last > 0 && runLast < first - 1)
        return Done{};
    if (last > 0 && runFirst > last + 1) {
        if (const auto done = forget(run.room); !done)
            return done;
        last = 0;
    }
    const bool isEmpty = last == 0;
    const qint64 oldestWanted = std::max(last, runLast) - mostCachedEvents;
    for (const auto &event : run.events) {
        const qint64 seq = number(event.seq);
        if (seq <= oldestWanted || (!isEmpty && seq >= first && seq <= last))
            continue;
        const auto done = m_cache->run(
            u"INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {id, seq, milliseconds(event.time), solid(event.author.id.value()),
             solid(event.author.name), solid(event.clientId.value()), solid(event.text),
             event.notice ? QVariant(static_cast<int>(event.notice->kind)) : QVariant(),
             solid(subjectOf(event).id.value()), solid(subjectOf(event).name),
             event.bot.value_or(false)});
        if (!done)
            return done;
    }
    first = isEmpty ? runFirst : std::min(first, runFirst);
    last = std::max(last, runLast);
    if (last - first + 1 <= mostCachedEvents + cacheSlack)
        return Done{};
    return m_cache->run(u"DELETE FROM events WHERE room = ? AND seq <= ?"_s,
                        {id, last - mostCachedEvents});
}

Result<Done> DiskWorker::forget(const RoomId &room)
{
    return m_cache->run(u"DELETE FROM events WHERE room = ?"_s, {room.value()});
}

} // namespace hobnob::desktop
