// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomlistview.h"

#include "desktop/views/roomdelegate.h"

#include <QContextMenuEvent>
#include <QScopedValueRollback>

namespace hobnob::desktop
{

RoomListView::RoomListView(const QString &objectName, const QString &accessibleName,
                           QWidget *parent)
    : QListView(parent)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new RoomDelegate(this));
    setVerticalScrollMode(ScrollPerPixel);
    // The whole column scrolls, not its sections.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setTabKeyNavigation(false);
}

void RoomListView::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    const auto resize = [this] {
        setVisible(this->model()->rowCount() > 0);
        updateGeometry();
    };
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, change, this, resize);
    // A row that moves in the model below may come from another section, or go to one.
    connect(model, &QAbstractItemModel::layoutChanged, this, resize);
    connect(model, &QAbstractItemModel::modelReset, this, resize);
    resize();
}

QSize RoomListView::sizeHint() const
{
    const int rows = model() ? model()->rowCount() : 0;
    return {100, rows * RoomDelegate::rowHeight(font())};
}

QSize RoomListView::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void RoomListView::showCurrent(const QModelIndex &index)
{
    const QScopedValueRollback showing(m_showing, true);
    if (index.isValid())
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    else if (selectionModel())
        selectionModel()->clear();
}

void RoomListView::enter(int key)
{
    const int count = model()->rowCount();
    if (count == 0)
        return;
    const auto index = model()->index(key == Qt::Key_Up ? count - 1 : 0, 0);
    if (index == currentIndex())
        Q_EMIT roomChosen(index);
    else
        setCurrentIndex(index);
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

void RoomListView::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    const int key = event->key();
    const bool isChoice = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
    if ((key == Qt::Key_Up && row <= 0) ||
        (key == Qt::Key_Down && row == model()->rowCount() - 1)) {
        Q_EMIT wentPast(key);
    } else if (isChoice && currentIndex().isValid()) {
        selectionModel()->select(currentIndex(), QItemSelectionModel::ClearAndSelect);
        Q_EMIT roomChosen(currentIndex());
    } else {
        QListView::keyPressEvent(event);
    }
}

void RoomListView::focusInEvent(QFocusEvent *event)
{
    // Coming by is not choosing: where no row is current, the first one only gets the ring.
    const QScopedValueRollback showing(m_showing, true);
    QListView::focusInEvent(event);
    viewport()->update();
}

void RoomListView::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
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
