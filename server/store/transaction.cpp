// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/store/transaction.h"

#include "server/store/sql.h"

namespace hobnob::server
{

using namespace Qt::StringLiterals;

void Transaction::endTask(bool succeeded)
{
    const bool canReturn = std::exchange(m_savepoint, false);
    m_isSingleWrite = false;
    if (std::exchange(m_isPastReturn, false) && !succeeded && !m_failure)
        m_failure = Error{ErrorCode::StorageFailed, u"The server made a mistake. Try again."_s};
    if (!canReturn || m_failure)
        return;
    if (!succeeded)
        run(sql::undoTask);
    if (!m_failure)
        run(sql::endTask);
}

std::optional<Error> Transaction::end()
{
    if (m_open && !m_failure)
        run(sql::commit);
    // After some errors SQLite has rolled back already and says so; that is as good.
    if (m_open && m_failure) [[maybe_unused]]
        const QSqlError ignored = m_connection.execute(sql::rollBack);
    m_open = false;
    m_savepoint = m_isSingleWrite = m_isPastReturn = false;
    return std::exchange(m_failure, {});
}

bool Transaction::begin()
{
    if (!m_failure && !m_open) {
        run(sql::begin);
        m_open = !m_failure;
    }
    if (!m_failure && !m_savepoint && !m_isSingleWrite) {
        run(sql::beginTask);
        m_savepoint = !m_failure;
    }
    return !m_failure;
}

void Transaction::run(const QString &sql)
{
    Statement statement(m_connection, sql);
    if (!statement.run()) {
        const Error failure = fail(statement.error());
        m_failure = failure;
    }
}

Error Transaction::fail(const QSqlError &error)
{
    if (m_failure)
        return *m_failure;
    qCWarning(storeLog) << "Cannot write:" << error.databaseText();
    const Error failure = storageFailed(error);
    if (!isRefusedRow(error))
        m_failure = failure;
    return failure;
}

} // namespace hobnob::server
