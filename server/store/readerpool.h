// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/task.h"
#include "server/store/workqueue.h"

#include <QThread>

#include <array>

namespace hobnob::server
{

using ReadTask = Task<Connection>;

/// A few threads that read, each with its own connection, so that one who scrolls through old days
/// holds up neither the writer nor the domain.
class ReaderPool final
{
public:
    using Deliver = std::function<void(std::unique_ptr<ReadTask>)>;

    /// \a deliver is called on the readers' threads, in no particular order.
    ReaderPool(QString file, Deliver deliver);
    /// Drops what is queued, ends the threads.
    ~ReaderPool();
    Q_DISABLE_COPY_MOVE(ReaderPool)

    void push(std::unique_ptr<ReadTask> task) { m_queue.push(std::move(task)); }

private:
    void run();

    const QString m_file;
    const Deliver m_deliver;
    WorkQueue<std::unique_ptr<ReadTask>> m_queue;
    std::array<std::unique_ptr<QThread>, 2> m_threads;
};

} // namespace hobnob::server
