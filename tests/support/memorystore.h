// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/batchwriter.h"
#include "server/store/migrator.h"
#include "server/store/storestart.h"
#include "server/store/tablestore.h"

#include <QObject>

namespace hobnob::server::test
{

/// A Store for tests of what stands above it: the real tables in memory, without threads. Answers
/// through the event loop, in the order of the calls; pause() holds them back, so that a test can
/// act in between.
class MemoryStore final : public TableStore
{
public:
    MemoryStore() : m_connection(open()), m_writer(*m_connection, m_tails, m_clock, {})
    {
        m_tails = RoomTails(start().tails);
    }

    /// Answers wait until resume().
    void pause() { m_paused = true; }
    void resume()
    {
        m_paused = false;
        for (auto &answer : std::exchange(m_held, {}))
            QMetaObject::invokeMethod(m_context.get(), std::move(answer), Qt::QueuedConnection);
    }
    /// Whoever waits for answers is gone, and another comes.
    void dropAnswers()
    {
        m_held.clear();
        m_context = std::make_unique<QObject>();
    }
    /// Of the answers that are held back, the last overtakes the one before it.
    void swapLastTwo() { m_held.swapItemsAt(m_held.size() - 2, m_held.size() - 1); }
    /// Every request from now on fails like this; nullopt ends it.
    void failWith(std::optional<Error> error) { m_error = std::move(error); }
    /// What time it is for the store from now on; it goes on by a millisecond whenever it looks.
    void setTime(Timestamp time) { m_time = milliseconds(time); }

    void addRoom(const StoredRoom &room)
    {
        run([room](Tables &tables) { return tables.rooms.create(room); });
        m_tails.set(room.id, {m_tails.tail(room.id).number, room.lastSeq, room.lastTime,
                              room.lastAuthor, room.lastText});
        run([](Tables &tables) { return tables.rooms.writeTails(); });
    }
    [[nodiscard]] qsizetype logSize(const RoomId &room) const
    {
        return number(m_tails.tail(room).lastSeq);
    }
    /// The first value of what the tables answer; nothing when there is no row.
    [[nodiscard]] QVariant value(const QString &sql) const
    {
        Connection::Prepared &prepared = m_connection->prepared(sql);
        const bool found = prepared.query.exec() && prepared.query.next();
        return found ? prepared.query.value(0) : QVariant();
    }

    QString epoch() const override { return QStringLiteral("epoch"); }
    StoreStatistics statistics() const override { return {.appended = m_appended}; }

protected:
    void submitWrite(Request<Tables> request, WhenBusy) override
    {
        const std::shared_ptr<WriteTask> task = runOrFail(std::move(request.task));
        reply([task, deliver = std::move(request.deliver)] { deliver(*task); });
    }

    void submitRead(Request<Connection> request) override
    {
        const std::shared_ptr<ReadTask> task = std::move(request.task);
        if (m_error)
            task->fail(*m_error);
        else
            task->run(*m_connection);
        reply([task, deliver = std::move(request.deliver)] { deliver(*task); });
    }

    /// Of now, so that a test can put something there before what stands above is made.
    StoreStart start() const override { return *readStart(*m_connection, Timestamp{m_time}); }

private:
    static std::unique_ptr<Connection> open()
    {
        auto connection =
            std::move(*Connection::open(QStringLiteral(":memory:"), Access::ReadWrite));
        const Migrator migrator(Migrator::embedded(QStringLiteral("sqlite")));
        const auto migrated = migrator.run(*connection, [](int) { return QString(); });
        Q_ASSERT(migrated.ok());
        return connection;
    }

    template <std::invocable<Tables &> Work>
    void run(Work work)
    {
        runOrFail(std::make_unique<TaskFor<Tables, Done>>(std::move(work)));
    }

    std::unique_ptr<WriteTask> runOrFail(std::unique_ptr<WriteTask> task)
    {
        if (m_error) {
            task->fail(*m_error);
            return task;
        }
        WriteTasks tasks;
        tasks.push_back(std::move(task));
        WriteBatch batch = m_writer.write(std::move(tasks));
        m_appended += batch.appended;
        return std::move(batch.tasks.front());
    }

    void reply(std::function<void()> answer)
    {
        if (m_paused)
            m_held.append(std::move(answer));
        else
            QMetaObject::invokeMethod(m_context.get(), std::move(answer), Qt::QueuedConnection);
    }

    qint64 m_time = 0;
    qint64 m_appended = 0;
    const StoreClock m_clock = [this] { return Timestamp{++m_time}; };
    std::unique_ptr<Connection> m_connection;
    RoomTails m_tails;
    BatchWriter m_writer;
    std::optional<Error> m_error;
    bool m_paused = false;
    QList<std::function<void()>> m_held;
    std::unique_ptr<QObject> m_context = std::make_unique<QObject>();
};

} // namespace hobnob::server::test
