// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/batchwriter.h"

#include "server/store/sql.h"
#include "shared/limits.h"

namespace hobnob::server
{

WriteBatch failed(WriteTasks tasks, const Error &error)
{
    for (const std::unique_ptr<WriteTask> &task : tasks)
        task->fail(error);
    return {.tasks = std::move(tasks), .trouble = error};
}

WriteBatch BatchWriter::write(WriteTasks tasks)
{
    for (const std::unique_ptr<WriteTask> &task : tasks) {
        const bool succeeded = task->run(m_tables);
        m_transaction.endTask(succeeded);
        m_tails.endTask(succeeded);
        if (m_transaction.failure())
            break;
    }
    const int commits = m_transaction.isOpen() ? 1 : 0;
    // When it fails, so does the transaction.
    [[maybe_unused]] const Result<Done> noted = m_tables.rooms.writeTails();
    const qint64 appended = m_tails.addedEvents();
    const std::optional<Error> failure = m_transaction.end();
    m_tails.end(!failure);
    if (failure)
        return failed(std::move(tasks), *failure);
    return {.tasks = std::move(tasks), .appended = appended, .commits = commits};
}

std::optional<Error> BatchWriter::probe()
{
    // Two commits: what is written and taken back in one may never reach the disk.
    constexpr int bytesPerCharacter = 4;
    const QString something(limits::messageCharacters * bytesPerCharacter, u'x');
    for (const QString &value : {something, QString()}) {
        Statement write(m_connection, sql::writeProbe);
        if (!write.bind(value).run())
            return storageFailed(write.error());
    }
    return std::nullopt;
}

void BatchWriter::removeExpired()
{
    WriteTasks tasks;
    tasks.push_back(std::make_unique<TaskFor<Tables, Done>>(
        [](Tables &tables) { return tables.removeExpired(); }));
    if (write(std::move(tasks)).trouble)
        qCWarning(storeLog) << "Cannot remove what has expired";
}

} // namespace hobnob::server
