// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/store/connection.h"
#include "server/store/words.h"

#include <QVariant>

namespace hobnob::server
{

/// One use of a prepared statement: bind in the order of the question marks, run, read. Resets the
/// statement when it goes out of scope, so that no read transaction stays open.
class Statement final
{
public:
    Statement(Connection &connection, const QString &sql) : m_prepared(connection.prepared(sql)) {}
    ~Statement() { m_prepared.query.finish(); }
    Q_DISABLE_COPY_MOVE(Statement)

    Statement &bind(qint64 value) { return bindVariant(value); }
    /// A null string is bound as an empty one: our columns know no NULL.
    Statement &bind(const QString &value)
    {
        return bindVariant(value.isNull() ? QString(QLatin1String("")) : value);
    }
    Statement &bind(const QByteArray &value)
    {
        return bindVariant(value.isNull() ? QByteArray("") : value);
    }
    template <typename Tag>
    Statement &bind(const Id<Tag> &id)
    {
        return bind(id.value());
    }
    Statement &bind(Seq seq) { return bind(number(seq)); }
    Statement &bind(Timestamp time) { return bind(milliseconds(time)); }
    template <protocol::NamedEnum Enum>
    Statement &bind(Enum value)
    {
        return bind(wordOf(value));
    }

    [[nodiscard]] bool run() { return !m_prepared.error.isValid() && m_prepared.query.exec(); }
    /// Moves to the next row, the first one at first.
    [[nodiscard]] bool next() { return m_prepared.query.next(); }
    [[nodiscard]] qint64 integer(int column) const
    {
        return m_prepared.query.value(column).toLongLong();
    }
    [[nodiscard]] QString text(int column) const
    {
        return m_prepared.query.value(column).toString();
    }
    [[nodiscard]] QByteArray bytes(int column) const
    {
        return m_prepared.query.value(column).toByteArray();
    }
    template <protocol::NamedEnum Enum>
    [[nodiscard]] Enum word(int column) const
    {
        return fromWord<Enum>(text(column));
    }

    [[nodiscard]] qint64 affectedRows() const { return m_prepared.query.numRowsAffected(); }
    /// Of run(), or of the next() that ended the rows.
    [[nodiscard]] QSqlError error() const
    {
        return m_prepared.error.isValid() ? m_prepared.error : m_prepared.query.lastError();
    }

private:
    Statement &bindVariant(const QVariant &value)
    {
        m_prepared.query.bindValue(m_bound++, value);
        return *this;
    }

    Connection::Prepared &m_prepared;
    int m_bound = 0;
};

} // namespace hobnob::server
