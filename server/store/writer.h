// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/batchwriter.h"
#include "server/store/workqueue.h"

#include <QThread>

#include <chrono>

namespace hobnob::server
{

/// The only thread that writes. It takes everything that is queued and commits it at once, so that
/// the slower the disk is, the more messages share one wait for it.
///
/// When a transaction failed, it tries by itself every two seconds whether writing works again.
class Writer final
{
public:
    /// \a deliver is called on the writer's thread, once a commit and when writing works again.
    Writer(QString file, RoomTails tails, StoreClock clock, const SessionLifetimes &lifetimes,
           std::function<void(WriteBatch)> deliver);
    /// Commits what is queued, then ends the thread.
    ~Writer();
    Q_DISABLE_COPY_MOVE(Writer)

    void push(std::unique_ptr<WriteTask> task) { m_queue.push(std::move(task)); }

private:
    void run();
    [[nodiscard]] WriteBatch write(WriteTasks tasks);
    [[nodiscard]] WriteBatch probe();
    [[nodiscard]] std::optional<Error> openConnection();
    void noteTrouble(const Error &error);
    void noteRecovery();
    void removeExpired();

    const QString m_file;
    const StoreClock m_clock;
    const SessionLifetimes m_lifetimes;
    const std::function<void(WriteBatch)> m_deliver;
    WorkQueue<std::unique_ptr<WriteTask>> m_queue;
    // From here on: touched by the writer's thread only.
    RoomTails m_tails;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<BatchWriter> m_batchWriter;
    std::optional<Timestamp> m_expiredRemoved;
    std::optional<Error> m_trouble;
    /// When there is trouble.
    std::chrono::steady_clock::time_point m_nextProbe;
    std::unique_ptr<QThread> m_thread;
};

} // namespace hobnob::server
