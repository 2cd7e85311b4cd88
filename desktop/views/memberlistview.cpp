// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/memberlistview.h"

#include "desktop/views/memberdelegate.h"

#include <QContextMenuEvent>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

MemberListView::MemberListView(QWidget *parent) : QListView(parent)
{
    setObjectName(u"memberList"_s);
    setAccessibleName(tr("People in this room"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new MemberDelegate(MemberDelegate::Titles::ByPresence, this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::NoSelection);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setTabKeyNavigation(false);
}

void MemberListView::setModel(QAbstractItemModel *model)
{
    QListView::setModel(model);
    // Whose neighbour above is another now may begin or end a section, and is higher or lower.
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this] { scheduleDelayedItemsLayout(); });
}

QModelIndex MemberListView::indexAt(const QPoint &point) const
{
    const auto index = QListView::indexAt(point);
    const int row = MemberDelegate::rowHeight(font());
    if (index.isValid() && point.y() <= visualRect(index).bottom() - row)
        return {};
    return index;
}

void MemberListView::askForMenu(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto row = visualRect(index);
    Q_EMIT menuRequested(index, viewport()->mapToGlobal(QPoint(row.center().x(), row.bottom())));
}

void MemberListView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Mouse)
        askForMenu(currentIndex());
    else if (const auto index = indexAt(event->pos()); index.isValid())
        Q_EMIT menuRequested(index, event->globalPos());
}

void MemberListView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        event->key() == Qt::Key_Space)
        askForMenu(currentIndex());
    else
        QListView::keyPressEvent(event);
}

void MemberListView::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const auto index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index == currentIndex())
        askForMenu(index);
}

} // namespace hobnob::desktop
