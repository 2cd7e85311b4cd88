// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sheet.h"

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QModelIndex;
class QPushButton;
class QSortFilterProxyModel;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class SearchList;

/// The rooms that everybody may join, with what they are about, to be joined or opened.
class BrowseSheet final : public Sheet
{
    Q_OBJECT

public:
    /// \a model: a RoomListModel, which outlives this.
    BrowseSheet(QAbstractItemModel *model, QWidget *parent);

    void ask();

Q_SIGNALS:
    /// A row of the model: to be opened, or joined first.
    void roomChosen(const QModelIndex &index);
    void newRoomRequested();

private:
    void updateButton();
    void choose(const QModelIndex &index);

    QSortFilterProxyModel *m_rooms;
    SearchList *m_search;
    QPushButton *m_open;
};

} // namespace hobnob::desktop
