// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/writer.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Guests who did not come back for this long begin anew.
constexpr std::chrono::milliseconds guestLifetime = 30 * 24h;
constexpr std::chrono::milliseconds guestCheck = 24h;

} // namespace

Writer::Writer(QString file, RoomTails tails, StoreClock clock,
               std::function<void(WriteBatch)> deliver)
    : m_file(std::move(file)), m_clock(std::move(clock)), m_deliver(std::move(deliver)),
      m_tails(std::move(tails)), m_thread(QThread::create([this] { run(); }))
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
    for (;;) {
        const WriteCommands commands = m_queue.takeAll();
        if (commands.empty())
            break;
        m_deliver(write(commands));
        forgetOldGuests();
    }
    m_batchWriter.reset();
    m_connection.reset();
}

WriteBatch Writer::write(const WriteCommands &commands)
{
    if (!m_connection) {
        Result<std::unique_ptr<Connection>> opened = Connection::open(m_file, Access::ReadWrite);
        if (!opened) {
            qCWarning(storeLog).noquote() << opened.error().sentence;
            WriteBatch batch;
            for (const WriteCommand &command : commands)
                batch.outcomes.push_back(failed(command, storageFailed({})));
            return batch;
        }
        m_connection = std::move(*opened);
        m_batchWriter = std::make_unique<BatchWriter>(*m_connection, m_tails, m_clock);
    }
    return m_batchWriter->write(commands);
}

void Writer::forgetOldGuests()
{
    const Timestamp now = m_clock();
    const bool isDue = !m_guestsForgotten ||
                       milliseconds(now) - milliseconds(*m_guestsForgotten) >= guestCheck.count();
    if (!m_batchWriter || !isDue)
        return;
    m_batchWriter->forgetGuestsSeenBefore(
        Timestamp{milliseconds(now) - qint64(guestLifetime.count())});
    m_guestsForgotten = now;
}

} // namespace hobnob::server
