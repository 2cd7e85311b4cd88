// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/rows.h"

namespace hobnob::server
{

/// The transaction that the tables work in: it begins with the first statement that writes. A task
/// that failed is undone without harm to the others. Only an error that is no refusal of a row ends
/// the whole transaction, and every statement after it fails the same way. Lives on the writer's
/// thread.
class Transaction final
{
public:
    /// \a connection outlives this.
    explicit Transaction(Connection &connection) : m_connection(connection) {}

    /// The task that runs writes with its next statement only, and so needs no way back from there:
    /// that saves two statements of three. If it failed nevertheless, so would the transaction.
    void expectSingleWrite() { m_isSingleWrite = true; }
    /// What was written since the last call was one task's; undone when it did not succeed.
    void endTask(bool succeeded);
    /// Commits, or undoes everything. Why nothing was written, when that is so.
    std::optional<Error> end();

    /// Something was written, or tried.
    [[nodiscard]] bool isOpen() const { return m_open; }
    /// Why it cannot be committed.
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }

    /// Runs \a sql, with \a values for its question marks; how many rows it changed.
    template <typename... Values>
    [[nodiscard]] Result<qint64> write(const QString &sql, const Values &...values)
    {
        if (!begin())
            return *m_failure;
        Statement statement(m_connection, sql);
        (statement.bind(values), ...);
        if (!statement.run())
            return fail(statement.error());
        m_isPastReturn |= !m_savepoint && statement.affectedRows() > 0;
        return statement.affectedRows();
    }
    /// The same, for those to whom the number of rows says nothing.
    template <typename... Values>
    [[nodiscard]] Result<Done> change(const QString &sql, const Values &...values)
    {
        const Result<qint64> changed = write(sql, values...);
        if (!changed)
            return changed.error();
        return Done{};
    }

    /// What \a read makes of each row.
    template <std::invocable<const Statement &> Read, typename... Values>
    [[nodiscard]] auto select(const QString &sql, Read read, const Values &...values)
        -> Result<QList<std::invoke_result_t<Read, const Statement &>>>
    {
        if (m_failure)
            return *m_failure;
        auto result = readRows(m_connection, sql, read, values...);
        if (result.error.isValid())
            return fail(result.error);
        return std::move(result.rows);
    }
    /// What \a read makes of the first row; nothing when there is none.
    template <std::invocable<const Statement &> Read, typename... Values>
    [[nodiscard]] auto selectOne(const QString &sql, Read read, const Values &...values)
        -> Result<std::optional<std::invoke_result_t<Read, const Statement &>>>
    {
        auto rows = select(sql, read, values...);
        if (!rows)
            return rows.error();
        if (rows->isEmpty())
            return std::optional<std::invoke_result_t<Read, const Statement &>>();
        return std::optional(std::move(rows->first()));
    }

private:
    [[nodiscard]] bool begin();
    [[nodiscard]] Error fail(const QSqlError &error);
    void run(const QString &sql);

    Connection &m_connection;
    bool m_open = false;
    /// The task that runs has written something, or tried; it can be undone by itself.
    bool m_savepoint = false;
    bool m_isSingleWrite = false;
    /// The task that runs has written what only ends with the whole transaction.
    bool m_isPastReturn = false;
    std::optional<Error> m_failure;
};

} // namespace hobnob::server
