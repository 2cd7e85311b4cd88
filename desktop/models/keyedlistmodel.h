// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

namespace hobnob::desktop
{

/// A list of rows that each have a key, replaced as a whole by setRows(): those that are still
/// there stay, and with them what is selected.
template <typename Row, typename Key>
class KeyedListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const Row &at(int row) const { return m_rows[row]; }
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }

    /// No two have the same key.
    void setRows(const QList<Row> &wanted)
    {
        for (int row = rowCount() - 1; row >= 0; --row) {
            if (find(wanted, keyOf(m_rows[row]), 0) >= 0)
                continue;
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
        for (int row = 0; row < static_cast<int>(wanted.size()); ++row) {
            const int from = find(m_rows, keyOf(wanted[row]), row);
            if (from < 0) {
                beginInsertRows({}, row, row);
                m_rows.insert(row, wanted[row]);
                endInsertRows();
                continue;
            }
            if (from != row) {
                beginMoveRows({}, from, from, {}, row);
                m_rows.move(from, row);
                endMoveRows();
            }
            if (!(m_rows[row] == wanted[row])) {
                m_rows[row] = wanted[row];
                Q_EMIT dataChanged(index(row), index(row));
            }
        }
    }

protected:
    [[nodiscard]] virtual Key keyOf(const Row &row) const = 0;

private:
    [[nodiscard]] int find(const QList<Row> &in, const Key &key, qsizetype from) const
    {
        for (auto row = from; row < in.size(); ++row) {
            if (keyOf(in[row]) == key)
                return static_cast<int>(row);
        }
        return -1;
    }

    QList<Row> m_rows;
};

} // namespace hobnob::desktop
