// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/client/logcache.h"

#include <QLoggingCategory>
#include <QStringList>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Event;

namespace
{

Q_LOGGING_CATEGORY(lcCache, "hobnob.cache")

/// What comes within this time is one transaction.
constexpr auto gatherTime = 1s;

/// As DiskWorker writes it: an id and a name in turn, line by line. Neither has a line feed in it.
QList<protocol::User> peopleOf(const QString &text)
{
    QList<protocol::User> people;
    const auto lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i + 1 < lines.size(); i += 2)
        people.append({UserId(lines[i]), lines[i + 1]});
    return people;
}

protocol::RoomSummary summaryOf(const Database::Row &row)
{
    protocol::RoomSummary line;
    line.id = RoomId(row[0].toString());
    line.name = row[1].toString();
    line.lastSeq = Seq{row[2].toLongLong()};
    line.lastTime = Timestamp{row[3].toLongLong()};
    line.lastAuthor = row[4].toString();
    line.lastText = row[5].toString();
    line.memberCount = row[6].toLongLong();
    line.kind = static_cast<protocol::RoomKind>(row[9].toInt());
    line.topic = row[10].toString();
    line.archived = row[11].toBool();
    if (const auto picture = row[12].toString(); !picture.isEmpty())
        line.picture = picture;
    line.people = peopleOf(row[13].toString());
    return line;
}

std::optional<protocol::Notice> noticeOf(const Database::Row &row)
{
    if (row[6].isNull())
        return {};
    protocol::Notice notice{static_cast<protocol::NoticeKind>(row[6].toInt())};
    if (const UserId subject(row[7].toString()); !subject.isEmpty())
        notice.subject = {subject, row[8].toString()};
    return notice;
}

} // namespace

LogCache::LogCache(QObject *parent) : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(gatherTime);
    connect(&m_timer, &QTimer::timeout, this, &LogCache::flush);
}

Result<Done> LogCache::open(const QString &path, Write write)
{
    close();
    auto opened = Database::open(path, cacheFormat(), Database::Check::None);
    // All of it can be had again, so nothing is risked for what is there.
    const auto isReadable = [&] {
        return opened.database && opened.database->read(u"SELECT * FROM session"_s) &&
               opened.database->read(u"SELECT * FROM rooms"_s);
    };
    if (opened.trouble != Database::Trouble::Failed && !isReadable()) {
        qCWarning(lcCache).noquote() << u"%1 cannot be read, and is begun anew."_s.arg(path);
        opened.database.reset();
        Database::putAside(path);
        opened = Database::open(path, cacheFormat(), Database::Check::None);
    }
    if (!opened.database)
        return Error{ErrorCode::StorageFailed, opened.reason};
    m_wasDamaged = m_isStale = false;
    m_database = std::move(opened.database);
    m_write = std::move(write);
    return Done{};
}

void LogCache::close()
{
    flush();
    m_wasDamaged = m_database && m_database->isDamaged();
    m_database.reset();
    m_write = {};
}

CachedSession LogCache::session()
{
    if (!m_database)
        return {};
    const auto rows = m_database->read(u"SELECT epoch, server, user, name FROM session"_s);
    if (!rows || rows->isEmpty())
        return {};
    const auto &row = rows->front();
    return {row[0].toString(), row[1].toString(), {UserId(row[2].toString()), row[3].toString()}};
}

QList<CachedRoom> LogCache::rooms()
{
    QList<CachedRoom> all;
    if (!m_database)
        return all;
    const auto rows = m_database->read(u"SELECT room, name, last_seq, last_time, last_author,"
                                       " last_text, members, mentions, up_to, kind, topic,"
                                       " archived, picture, people FROM rooms"_s);
    if (!rows)
        return all;
    for (const auto &row : *rows) {
        all.append({summaryOf(row), row[7].toLongLong(), Seq{row[8].toLongLong()}});
    }
    return all;
}

QList<Event> LogCache::newest(const RoomId &room, int most)
{
    auto events = read(u"room = ? ORDER BY seq DESC"_s, {room.value()}, most);
    std::reverse(events.begin(), events.end());
    return events;
}

QList<Event> LogCache::before(const RoomId &room, Seq seq, int most)
{
    auto events =
        read(u"room = ? AND seq < ? ORDER BY seq DESC"_s, {room.value(), number(seq)}, most);
    std::reverse(events.begin(), events.end());
    return !events.isEmpty() && next(events.back().seq) == seq ? events : QList<Event>();
}

QList<Event> LogCache::after(const RoomId &room, Seq seq, int most)
{
    const auto events =
        read(u"room = ? AND seq > ? ORDER BY seq"_s, {room.value(), number(seq)}, most);
    return !events.isEmpty() && events.front().seq == next(seq) ? events : QList<Event>();
}

QList<Event> LogCache::read(const QString &where, const Database::Row &values, int most)
{
    QList<Event> events;
    if (!m_database || m_isStale)
        return events;
    auto bound = values;
    bound.append(most);
    const auto rows =
        m_database->read(u"SELECT seq, time, author, name, client_id, text, notice, subject,"
                         " subject_name, bot FROM events WHERE "_s +
                             where + u" LIMIT ?"_s,
                         bound);
    if (!rows) {
        qCWarning(lcCache).noquote() << rows.error().sentence;
        return events;
    }
    events.reserve(rows->size());
    for (const auto &row : *rows) {
        events.append({Seq{row[0].toLongLong()},
                       Timestamp{row[1].toLongLong()},
                       {UserId(row[2].toString()), row[3].toString()},
                       ClientId(row[4].toString()),
                       row[5].toString(),
                       noticeOf(row),
                       row[9].toBool() ? std::optional(true) : std::nullopt});
    }
    return events;
}

void LogCache::note(const CachedSession &session)
{
    m_batch.session = session;
    writeSoon();
}

void LogCache::note(const CachedRoom &room)
{
    m_batch.gone.remove(room.summary.id);
    m_batch.rooms.insert(room.summary.id, room);
    writeSoon();
}

void LogCache::note(const RoomId &room, const QList<Event> &events)
{
    if (events.isEmpty())
        return;
    const auto last = std::find_if(m_batch.runs.rbegin(), m_batch.runs.rend(),
                                   [&](const CacheBatch::Run &run) { return run.room == room; });
    const bool continues = last != m_batch.runs.rend() && !last->events.isEmpty() &&
                           next(last->events.back().seq) == events.front().seq;
    if (continues)
        last->events += events;
    else
        m_batch.runs.append({room, events});
    writeSoon();
}

void LogCache::forget(const RoomId &room)
{
    m_batch.runs.append({room, {}});
    writeSoon();
}

void LogCache::remove(const RoomId &room)
{
    m_batch.rooms.remove(room);
    m_batch.gone.insert(room);
    forget(room);
}

void LogCache::startAnew()
{
    m_batch = {};
    m_batch.startsAnew = true;
    m_isStale = true;
    writeSoon();
}

void LogCache::writeSoon()
{
    if (!m_database)
        m_batch = {};
    else if (!m_timer.isActive())
        m_timer.start();
}

void LogCache::flush()
{
    m_timer.stop();
    const auto batch = std::exchange(m_batch, {});
    if (m_write && !batch.isEmpty())
        m_write(batch);
}

} // namespace hobnob::desktop
