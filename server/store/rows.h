// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/statement.h"

#include <concepts>
#include <type_traits>

namespace hobnob::server
{

/// What a query answered, or why it did not.
template <typename Row>
struct Rows {
    QList<Row> rows;
    QSqlError error = {};
};

/// What \a read makes of each row of \a sql, with \a values for its question marks.
template <std::invocable<const Statement &> Read, typename... Values>
[[nodiscard]] auto readRows(Connection &connection, const QString &sql, Read read,
                            const Values &...values)
    -> Rows<std::invoke_result_t<Read, const Statement &>>
{
    Rows<std::invoke_result_t<Read, const Statement &>> result;
    Statement statement(connection, sql);
    (statement.bind(values), ...);
    if (statement.run()) {
        while (statement.next())
            result.rows.append(read(statement));
    }
    result.error = statement.error();
    return result;
}

/// For the readers' threads. Errors: StorageFailed.
template <std::invocable<const Statement &> Read, typename... Values>
[[nodiscard]] auto selectRows(Connection &connection, const QString &sql, Read read,
                              const Values &...values)
    -> Result<QList<std::invoke_result_t<Read, const Statement &>>>
{
    auto result = readRows(connection, sql, read, values...);
    if (result.error.isValid()) {
        qCWarning(storeLog) << "Cannot read:" << result.error.databaseText();
        return storageFailed(result.error);
    }
    return std::move(result.rows);
}

} // namespace hobnob::server
