// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/sqlitestore.h"

#include "server/store/migrator.h"
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

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString &dataFolder, StoreClock clock,
                                                       const SessionLifetimes &lifetimes)
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
    Result<StoreStart> start = readStart(**connection, clock());
    if (!start)
        return start.error();
    return std::unique_ptr<SqliteStore>(
        new SqliteStore(std::move(*folder), std::move(*start), std::move(clock), lifetimes));
}

SqliteStore::SqliteStore(DataFolder folder, StoreStart start, StoreClock clock,
                         const SessionLifetimes &lifetimes)
    : m_folder(std::move(folder)), m_start(std::move(start)),
      m_readers(m_folder.database(),
                [this](std::unique_ptr<ReadTask> task) {
                    // Shared, because what is queued for a thread has to be copyable.
                    const std::shared_ptr<ReadTask> done = std::move(task);
                    QMetaObject::invokeMethod(
                        &m_context, [this, done] { deliverRead(*done); }, Qt::QueuedConnection);
                }),
      m_writer(m_folder.database(), RoomTails(m_start.tails), std::move(clock), lifetimes,
               [this](WriteBatch batch) {
                   const auto done = std::make_shared<WriteBatch>(std::move(batch));
                   QMetaObject::invokeMethod(
                       &m_context, [this, done] { deliverWrites(*done); }, Qt::QueuedConnection);
               })
{
}

SqliteStore::~SqliteStore() = default;

StoreStatistics SqliteStore::statistics() const
{
    StoreStatistics statistics = m_statistics;
    statistics.pending = static_cast<qint64>(m_writes.size());
    return statistics;
}

void SqliteStore::submitWrite(Request<Tables> request, WhenBusy whenBusy)
{
    if (m_writes.size() >= size_t(limits::pendingWrites) && whenBusy == WhenBusy::Refuse)
        return refuseAsBusy(std::move(request));
    m_writes.push_back({std::move(request.deliver), std::chrono::steady_clock::now()});
    m_writer.push(std::move(request.task));
}

void SqliteStore::submitRead(Request<Connection> request)
{
    if (m_reads.size() >= size_t(limits::pendingWrites))
        return refuseAsBusy(std::move(request));
    m_reads.emplace(request.task.get(), std::move(request.deliver));
    m_readers.push(std::move(request.task));
}

template <typename Context>
void SqliteStore::refuseAsBusy(Request<Context> request)
{
    request.task->fail(
        Error{ErrorCode::Busy, u"The server is busy. Try again in a moment."_s, {}, 1s});
    const std::shared_ptr<Task<Context>> task = std::move(request.task);
    QMetaObject::invokeMethod(
        &m_context, [task, deliver = std::move(request.deliver)] { deliver(*task); },
        Qt::QueuedConnection);
}

void SqliteStore::deliverWrites(const WriteBatch &batch)
{
    m_statistics.appended += batch.appended;
    m_statistics.commits += batch.commits;
    m_statistics.trouble = batch.trouble;
    Q_ASSERT(batch.tasks.size() <= m_writes.size());
    if (batch.commits > 0) {
        m_statistics.commitLatency = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - m_writes.front().asked);
    }
    for (const std::unique_ptr<WriteTask> &task : batch.tasks) {
        const PendingWrite write = std::move(m_writes.front());
        m_writes.pop_front();
        write.deliver(*task);
    }
}

void SqliteStore::deliverRead(ReadTask &task)
{
    const auto read = m_reads.extract(&task);
    Q_ASSERT(!read.empty());
    read.mapped()(task);
}

} // namespace hobnob::server
