// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/datafolder.h"
#include "server/store/storestart.h"
#include "server/store/tablestore.h"
#include "server/store/writer.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <unordered_map>

namespace hobnob::server
{

/// The store in one SQLite file of the data folder. Belongs to the thread that opened it, which
/// needs an event loop for the answers. Threads of its own: one writer, two readers. Answers may
/// call the store again; they must not destroy it.
///
/// The answers to what was written in one commit come in one go. A refusal as Busy comes at once,
/// before answers to earlier calls.
class SqliteStore final : public TableStore
{
public:
    /// Takes the folder for itself, makes or migrates the file. Errors: StorageFailed, with a
    /// sentence for the operator. \a clock is called here, and then on the writer's thread.
    static Result<std::unique_ptr<SqliteStore>> open(const QString &dataFolder,
                                                     StoreClock clock = systemClock(),
                                                     const SessionLifetimes &lifetimes = {});
    ~SqliteStore() override;

    [[nodiscard]] static StoreClock systemClock();

    [[nodiscard]] StoreStatistics statistics() const override;

protected:
    void submitWrite(Request<Tables> request, WhenBusy whenBusy) override;
    void submitRead(Request<Connection> request) override;
    [[nodiscard]] StoreStart start() const override { return m_start; }

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    struct PendingWrite {
        std::function<void(WriteTask &)> deliver;
        SteadyTime asked;
    };

    SqliteStore(DataFolder folder, StoreStart start, StoreClock clock,
                const SessionLifetimes &lifetimes);

    template <typename Context>
    void refuseAsBusy(Request<Context> request);
    void deliverWrites(const WriteBatch &batch);
    void deliverRead(ReadTask &task);

    // Destroyed from the bottom up: the threads end first, then the answers on their way are
    // dropped with their context, and the folder is free last.
    DataFolder m_folder;
    const StoreStart m_start;
    QObject m_context;
    std::deque<PendingWrite> m_writes;
    std::unordered_map<const ReadTask *, std::function<void(ReadTask &)>> m_reads;
    StoreStatistics m_statistics;
    ReaderPool m_readers;
    Writer m_writer;
};

} // namespace hobnob::server
