// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/readerpool.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

ReaderPool::ReaderPool(QString file, Deliver deliver)
    : m_file(std::move(file)), m_deliver(std::move(deliver))
{
    for (std::unique_ptr<QThread> &thread : m_threads) {
        thread.reset(QThread::create([this] { run(); }));
        thread->setObjectName(u"store-reader"_s);
        thread->start();
    }
}

ReaderPool::~ReaderPool()
{
    m_queue.clear();
    m_queue.close();
    for (const std::unique_ptr<QThread> &thread : m_threads)
        thread->wait();
}

void ReaderPool::run()
{
    std::unique_ptr<Connection> connection;
    while (std::optional<std::unique_ptr<ReadTask>> task = m_queue.take()) {
        if (!connection) {
            Result<std::unique_ptr<Connection>> opened = Connection::open(m_file, Access::ReadOnly);
            if (!opened) {
                qCWarning(storeLog).noquote() << opened.error().sentence;
                (*task)->fail(storageFailed({}));
                m_deliver(std::move(*task));
                continue;
            }
            connection = std::move(*opened);
        }
        (*task)->run(*connection);
        m_deliver(std::move(*task));
    }
}

} // namespace hobnob::server
