// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomlistview.h"

#include "desktop/views/roomdelegate.h"

#include <QContextMenuEvent>
#include <QScopedValueRollback>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomListView::RoomListView(QWidget *parent) : QListView(parent)
{
    setObjectName(u"roomList"_s);
    setAccessibleName(tr("Rooms"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RoomDelegate(this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setTabKeyNavigation(false);
}

QModelIndex RoomListView::indexAt(const QPoint &point) const
{
    const auto index = QListView::indexAt(point);
    if (index.isValid() &&
        point.y() < visualRect(index).top() + RoomDelegate::titleHeight(font(), index))
        return {};
    return index;
}

void RoomListView::showCurrent(const QModelIndex &index)
{
    const QScopedValueRollback showing(m_showing, true);
    if (index.isValid()) {
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        scrollTo(index);
    } else if (selectionModel()) {
        selectionModel()->clear();
    }
}

void RoomListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_showing && current.isValid())
        Q_EMIT roomChosen(current);
}

void RoomListView::mousePressEvent(QMouseEvent *event)
{
    // A press beside the rooms leaves the current one as it is.
    const auto index = indexAt(event->position().toPoint());
    if (!index.isValid() || event->button() == Qt::RightButton) {
        event->accept();
        return;
    }
    const bool again = index == currentIndex();
    QListView::mousePressEvent(event);
    if (again)
        Q_EMIT roomChosen(index);
}

void RoomListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const auto index = byMouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid())
        return;
    Q_EMIT menuRequested(index, byMouse ? event->globalPos()
                                        : viewport()->mapToGlobal(visualRect(index).center()));
}

} // namespace hobnob::desktop
