// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/store.h"
#include "server/store/workqueue.h"

#include <QThread>

#include <array>

namespace hobnob::server
{

/// A few threads that read pages of the log, so that one who scrolls through old days holds up
/// neither the writer nor the domain.
class PageReader final
{
public:
    using Ticket = quint64;
    using Deliver = std::function<void(Ticket, Result<Page>)>;

    /// \a deliver is called on the readers' threads.
    PageReader(QString file, Deliver deliver);
    /// Drops what is queued, ends the threads.
    ~PageReader();
    Q_DISABLE_COPY_MOVE(PageReader)

    void push(Ticket ticket, PageRequest request) { m_queue.push({ticket, std::move(request)}); }

private:
    struct Work {
        Ticket ticket = 0;
        PageRequest request;
    };

    void run();

    const QString m_file;
    const Deliver m_deliver;
    WorkQueue<Work> m_queue;
    std::array<std::unique_ptr<QThread>, 2> m_threads;
};

/// One page, read on the thread of \a connection.
[[nodiscard]] Result<Page> readPage(Connection &connection, const PageRequest &request);

} // namespace hobnob::server
