// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitestore.h"

#include "server/store/migrator.h"
#include "server/store/sql.h"
#include "server/store/statement.h"
#include "shared/limits.h"

#include <QDateTime>

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

StoreClock SqliteStore::systemClock()
{
    return [] { return Timestamp{QDateTime::currentMSecsSinceEpoch()}; };
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString &dataFolder, StoreClock clock)
{
    Result<DataFolder> folder = DataFolder::take(dataFolder);
    if (!folder)
        return folder.error();
    const Result<std::unique_ptr<Connection>> connection =
        Connection::open(folder->database(), Access::ReadWrite);
    if (!connection) {
        return Error{ErrorCode::StorageFailed, connection.error().sentence +
                                                   u" Restore a backup with hobnobd restore, or "
                                                   "choose another data folder with --data."_s};
    }
    const Migrator migrator(Migrator::embedded(u"sqlite"_s));
    const auto copyName = [&](int version) {
        return folder->unusedCopyName(u"schema%1"_s.arg(version));
    };
    if (const Result<Done> migrated = migrator.run(**connection, copyName); !migrated)
        return migrated.error();
    Result<Start> start = readStart(**connection);
    if (!start)
        return start.error();
    return std::unique_ptr<SqliteStore>(
        new SqliteStore(std::move(*folder), std::move(*start), std::move(clock)));
}

SqliteStore::SqliteStore(DataFolder folder, Start start, StoreClock clock)
    : m_folder(std::move(folder)), m_start(std::move(start)),
      m_reader(m_folder.database(),
               [this](PageReader::Ticket ticket, Result<Page> page) {
                   QMetaObject::invokeMethod(
                       &m_context,
                       [this, ticket, page = std::move(page)] { deliverPage(ticket, page); },
                       Qt::QueuedConnection);
               }),
      m_writer(
          m_folder.database(), RoomTails(m_start.tails), std::move(clock),
          [this](WriteBatch batch) {
              QMetaObject::invokeMethod(
                  &m_context,
                  [this, batch = std::move(batch)]() mutable { deliverWrites(std::move(batch)); },
                  Qt::QueuedConnection);
          })
{
}

SqliteStore::~SqliteStore() = default;

Result<SqliteStore::Start> SqliteStore::readStart(Connection &connection)
{
    const auto failure = [&](const Statement &statement) {
        return Error{ErrorCode::StorageFailed,
                     u"Cannot read %1: %2. Restore a copy or choose another data folder with "
                     "--data."_s.arg(connection.file(), statement.error().databaseText())};
    };
    Statement insertEpoch(connection, sql::insertEpoch);
    if (!insertEpoch.bind(randomId()).run())
        return failure(insertEpoch);
    Statement selectEpoch(connection, sql::selectEpoch);
    if (!selectEpoch.run() || !selectEpoch.next())
        return failure(selectEpoch);
    Start start{selectEpoch.text(0), {}, {}};
    Statement select(connection, sql::selectRooms);
    if (!select.run())
        return failure(select);
    while (select.next()) {
        const RoomId id{select.text(1)};
        const RoomTail tail{select.integer(0), Seq{select.integer(4)}, Timestamp{select.integer(5)},
                            select.text(6), select.text(7)};
        start.rooms.append({id, select.text(2), select.text(3), tail.lastSeq, tail.lastTime,
                            tail.lastAuthor, tail.lastText});
        start.tails.insert(id, tail);
    }
    if (select.error().isValid())
        return failure(select);
    return start;
}

StoreStatistics SqliteStore::statistics() const
{
    StoreStatistics statistics = m_statistics;
    statistics.pending = static_cast<qint64>(m_writes.size());
    return statistics;
}

void SqliteStore::createRoom(const StoredRoom &room, Answer<Done> answer)
{
    write(CreateRoom{room}, std::move(answer));
}

void SqliteStore::saveGuest(const StoredGuest &guest, Answer<Done> answer)
{
    write(SaveGuest{guest}, std::move(answer));
}

void SqliteStore::findGuest(const QByteArray &tokenHash, Answer<StoredGuest> answer)
{
    // By the writer, so that it sees what was saved by an earlier call.
    write(FindGuest{tokenHash}, std::move(answer));
}

void SqliteStore::forgetGuest(const UserId &user, Answer<Done> answer)
{
    write(ForgetGuest{user}, std::move(answer));
}

void SqliteStore::append(const Draft &draft, Answer<Appended> answer)
{
    write(Append{draft}, std::move(answer));
}

void SqliteStore::loadReads(const UserId &user, Answer<QList<protocol::ReadState>> answer)
{
    // By the writer, so that it fits between the appends as they are answered.
    write(LoadReads{user}, std::move(answer));
}

void SqliteStore::moveReads(const QList<ReadMove> &moves, Answer<QList<protocol::ReadState>> answer)
{
    write(MoveReads{moves}, std::move(answer));
}

void SqliteStore::forgetRead(const UserId &user, const RoomId &room, Answer<Done> answer)
{
    write(ForgetRead{user, room}, std::move(answer));
}

void SqliteStore::flush(Answer<Done> answer)
{
    write(Flush{}, std::move(answer));
}

void SqliteStore::readPage(const PageRequest &request, Answer<Page> answer)
{
    if (m_reads.size() >= size_t(limits::pendingWrites)) {
        refuseAsBusy(std::move(answer));
        return;
    }
    m_reads.emplace(++m_lastTicket, std::move(answer));
    m_reader.push(m_lastTicket, request);
}

template <typename T>
void SqliteStore::write(WriteCommand command, Answer<T> answer)
{
    // Refusing a flush would leave its caller in doubt for nothing: it costs no space to speak of.
    const bool isFlush = std::holds_alternative<Flush>(command);
    if (m_writes.size() >= size_t(limits::pendingWrites) && !isFlush) {
        refuseAsBusy(std::move(answer));
        return;
    }
    m_writes.push_back({std::move(answer), std::chrono::steady_clock::now()});
    m_writer.push(std::move(command));
}

template <typename T>
void SqliteStore::refuseAsBusy(Answer<T> answer)
{
    QMetaObject::invokeMethod(
        &m_context,
        [answer = std::move(answer)] {
            answer(Error{ErrorCode::Busy, u"The server is busy. Try again in a moment."_s, {}, 1s});
        },
        Qt::QueuedConnection);
}

void SqliteStore::deliverWrites(WriteBatch batch)
{
    m_statistics.appended += batch.appended;
    m_statistics.commits += batch.commits;
    m_statistics.trouble = batch.trouble;
    Q_ASSERT(batch.outcomes.size() <= m_writes.size());
    if (batch.commits > 0) {
        m_statistics.commitLatency = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - m_writes.front().asked);
    }
    for (WriteOutcome &outcome : batch.outcomes) {
        PendingWrite write = std::move(m_writes.front());
        m_writes.pop_front();
        std::visit([&write]<typename T>(
                       Result<T> &result) { std::get<Answer<T>>(write.answer)(std::move(result)); },
                   outcome);
    }
}

void SqliteStore::deliverPage(PageReader::Ticket ticket, const Result<Page> &page)
{
    const auto read = m_reads.find(ticket);
    Q_ASSERT(read != m_reads.end());
    const Answer<Page> answer = std::move(read->second);
    m_reads.erase(read);
    answer(page);
}

} // namespace hobnob::server
