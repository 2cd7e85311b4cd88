// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/writer.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// How often what has expired is removed; it is worth nothing before that.
constexpr std::chrono::milliseconds expiryCheck = 24h;
/// How soon the server is ready again after the disk is.
constexpr std::chrono::milliseconds probeInterval = 2s;

} // namespace

Writer::Writer(QString file, RoomTails tails, StoreClock clock, const SessionLifetimes &lifetimes,
               std::function<void(WriteBatch)> deliver)
    : m_file(std::move(file)), m_clock(std::move(clock)), m_lifetimes(lifetimes),
      m_deliver(std::move(deliver)), m_tails(std::move(tails)),
      m_thread(QThread::create([this] { run(); }))
{
    m_thread->setObjectName(u"store-writer"_s);
    m_thread->start();
}

Writer::~Writer()
{
    m_queue.close();
    m_thread->wait();
}

void Writer::run()
{
    const auto deadline = [this] { return m_trouble ? std::optional(m_nextProbe) : std::nullopt; };
    while (std::optional<WriteTasks> tasks = m_queue.takeAll(deadline())) {
        if (!tasks->empty()) {
            m_deliver(write(std::move(*tasks)));
            removeExpired();
        }
        // Also between posts that fail: none of them may be one that would show it.
        if (m_trouble && std::chrono::steady_clock::now() >= m_nextProbe)
            m_deliver(probe());
    }
    m_batchWriter.reset();
    m_connection.reset();
}

WriteBatch Writer::write(WriteTasks tasks)
{
    const std::optional<Error> failure = openConnection();
    WriteBatch batch =
        failure ? failed(std::move(tasks), *failure) : m_batchWriter->write(std::move(tasks));
    if (batch.trouble)
        noteTrouble(*batch.trouble);
    else if (batch.appended > 0)
        noteRecovery();
    // A commit that had nothing to write says nothing about the disk.
    batch.trouble = m_trouble;
    return batch;
}

WriteBatch Writer::probe()
{
    m_nextProbe = std::chrono::steady_clock::now() + probeInterval;
    std::optional<Error> failure = openConnection();
    if (!failure)
        failure = m_batchWriter->probe();
    if (failure)
        noteTrouble(*failure);
    else
        noteRecovery();
    WriteBatch batch;
    batch.trouble = m_trouble;
    return batch;
}

std::optional<Error> Writer::openConnection()
{
    if (m_connection)
        return std::nullopt;
    Result<std::unique_ptr<Connection>> opened = Connection::open(m_file, Access::ReadWrite);
    if (!opened) {
        qCWarning(storeLog).noquote() << opened.error().sentence;
        return storageFailed({});
    }
    m_connection = std::move(*opened);
    m_batchWriter = std::make_unique<BatchWriter>(*m_connection, m_tails, m_clock, m_lifetimes);
    return std::nullopt;
}

void Writer::noteTrouble(const Error &error)
{
    if (!m_trouble) {
        qCWarning(storeLog) << "Not ready until writing works again";
        m_nextProbe = std::chrono::steady_clock::now() + probeInterval;
    }
    m_trouble = error;
}

void Writer::noteRecovery()
{
    if (m_trouble)
        qCInfo(storeLog) << "Writing works again";
    m_trouble.reset();
}

void Writer::removeExpired()
{
    const Timestamp now = m_clock();
    const bool isDue = !m_expiredRemoved ||
                       milliseconds(now) - milliseconds(*m_expiredRemoved) >= expiryCheck.count();
    if (!m_batchWriter || !isDue)
        return;
    m_batchWriter->removeExpired();
    m_expiredRemoved = now;
}

} // namespace hobnob::server
