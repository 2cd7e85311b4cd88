// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/timelinemodel.h"

#include <QAbstractListModel>

namespace hobnob::desktop
{

/// A timeline as a test wants it: rows with TimelineModel's roles and no client behind them.
class RowsModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    struct Row {
        QString text;
        TimelineModel::RowKind kind = TimelineModel::RowKind::Message;
        TimelineModel::DeliveryState delivery = TimelineModel::DeliveryState::Sent;
        bool isOwn = false;
    };

    static QList<Row> lines(int count, const QString &text = QStringLiteral("line"))
    {
        QList<Row> rows;
        for (int i = 0; i < count; ++i)
            rows.append({QStringLiteral("%1 %2").arg(text).arg(i), {}, {}, false});
        return rows;
    }

    void insert(int at, const QList<Row> &rows)
    {
        beginInsertRows({}, at, at + static_cast<int>(rows.size()) - 1);
        for (qsizetype i = 0; i < rows.size(); ++i)
            m_rows.insert(at + i, rows[i]);
        endInsertRows();
    }
    void append(const QList<Row> &rows) { insert(rowCount(), rows); }
    void remove(int at, int count)
    {
        beginRemoveRows({}, at, at + count - 1);
        m_rows.remove(at, count);
        endRemoveRows();
    }
    void replace(const QList<Row> &rows)
    {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
    void change(int row, const QString &text)
    {
        m_rows[row].text = text;
        Q_EMIT dataChanged(index(row), index(row));
    }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const auto &row = m_rows[index.row()];
        switch (role) {
        case TimelineModel::Kind:
            return static_cast<int>(row.kind);
        case Qt::DisplayRole:
        case TimelineModel::Text:
            return row.text;
        case TimelineModel::Author:
            return QStringLiteral("Ana");
        case TimelineModel::AuthorId:
            return QStringLiteral("ana");
        case TimelineModel::TimeText:
            return QStringLiteral("14:05");
        case TimelineModel::StartsGroup:
            return index.row() % 3 == 0;
        case TimelineModel::IsOwn:
            return row.isOwn;
        case TimelineModel::Delivery:
            return static_cast<int>(row.delivery);
        case TimelineModel::FailureText:
            return QStringLiteral("The server could not store it.");
        default:
            return {};
        }
    }

private:
    QList<Row> m_rows;
};

} // namespace hobnob::desktop
