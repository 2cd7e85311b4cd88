// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"

#include <QPersistentModelIndex>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// Ctrl+K: the rooms, fewer with each letter; Enter goes to the one that is marked.
class QuickJump final : public Sheet
{
    Q_OBJECT

public:
    explicit QuickJump(QWidget *parent);

    /// \a model: a RoomListModel, which outlives this.
    void setModel(QAbstractItemModel *model);
    void ask();

Q_SIGNALS:
    /// A row of the model given to setModel().
    void roomChosen(const QModelIndex &index);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void step(int by);
    void choose(const QModelIndex &index);

    QLineEdit *m_field;
    QListView *m_list;
    Label *m_nothing;
    QSortFilterProxyModel *m_filter;
};

} // namespace hobnob::desktop
