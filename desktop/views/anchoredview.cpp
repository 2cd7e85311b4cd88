// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/anchoredview.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// Laid out above and below the screen, so that a turn of the wheel finds it done.
constexpr int ahead = 240;
constexpr int wheelStep = 20;

} // namespace

AnchoredView::AnchoredView(QWidget *parent) : QAbstractItemView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The bar takes its room from the start, so that the width does not change with the content.
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setTabKeyNavigation(false);
    // A current row that is gone makes another one current, and that is no reason to move.
    setAutoScroll(false);
    verticalScrollBar()->setSingleStep(wheelStep);
}

void AnchoredView::setModel(QAbstractItemModel *model)
{
    if (this->model()) {
        disconnect(this->model(), &QAbstractItemModel::rowsRemoved, this,
                   &AnchoredView::rowsRemoved);
        m_places.insert(this->model(), m_anchor);
    }
    QAbstractItemView::setModel(model);
    if (!model)
        return;
    connect(model, &QAbstractItemModel::rowsRemoved, this, &AnchoredView::rowsRemoved);
    connect(model, &QObject::destroyed, this, [this, model] { m_places.remove(model); });
    m_anchor = m_places.take(model);
    scheduleDelayedItemsLayout();
}

void AnchoredView::setEnd(End end)
{
    if (m_end == end)
        return;
    m_end = end;
    scheduleDelayedItemsLayout();
}

bool AnchoredView::isAtEnd() const
{
    return m_anchor.isEnd() && m_end == End::Newest;
}

void AnchoredView::scrollToEnd()
{
    m_anchor = {};
    doItemsLayout();
}

void AnchoredView::reset()
{
    QAbstractItemView::reset();
    m_anchor = {};
    m_rows.setGuess(RowLayout::typicalHeight(font()));
    m_rows.reset(model() ? model()->rowCount(rootIndex()) : 0);
    viewport()->update();
}

QModelIndex AnchoredView::rowIndex(int row) const
{
    return model() && row >= 0 ? model()->index(row, 0, rootIndex()) : QModelIndex();
}

const RowStyle &AnchoredView::style()
{
    if (!m_style)
        m_style.emplace(this, viewport()->width());
    return *m_style;
}

const RowLayout &AnchoredView::measure(int row)
{
    if (const auto *done = m_rows.layout(row))
        return *done;
    return *m_rows.setLayout(row,
                             std::make_unique<RowLayout>(readTimelineItem(rowIndex(row)), style()));
}

int AnchoredView::contentTop() const
{
    return std::max(0, viewport()->height() - m_rows.total()) - m_scroll;
}

void AnchoredView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout();
    if (m_settling)
        return;
    const QScopedValueRollback settling(m_settling, true);
    const int height = viewport()->height();
    const int scroll = m_rows.count() == 0 ? 0 : m_anchor.isEnd() ? settleAtEnd() : settleAtRow();
    auto *bar = verticalScrollBar();
    bar->setPageStep(height);
    bar->setRange(0, std::max(0, m_rows.total() - height));
    bar->setValue(scroll);
    m_scroll = bar->value();
    anchorAt(m_scroll);

    const int first = m_rows.rowAt(m_scroll - ahead);
    const int last = m_rows.rowAt(m_scroll + height + ahead);
    m_rows.trim(first, last);
    viewport()->update();
    laidOut();
    tellAround();
}

int AnchoredView::settleAtEnd()
{
    const int wanted = viewport()->height() + ahead;
    int filled = 0;
    for (int row = m_rows.count() - 1; row >= 0 && filled < wanted; --row)
        filled += measure(row).height();
    return std::max(0, m_rows.total() - viewport()->height());
}

int AnchoredView::settleAtRow()
{
    const int anchor = m_anchor.index.row();
    const int height = viewport()->height();
    // Rows are measured outwards from the one that stays, relative to the screen's top.
    int above = -m_anchor.offset;
    int below = above + measure(anchor).height();
    for (int row = anchor - 1; row >= 0 && above > -ahead; --row)
        above -= measure(row).height();
    for (int row = anchor + 1; row < m_rows.count() && below < height + ahead; ++row)
        below += measure(row).height();
    const int scroll = m_rows.top(anchor) + m_anchor.offset;
    const int most = std::max(0, m_rows.total() - height);
    if (scroll < most)
        return std::max(0, scroll);
    // The rows end on this screen.
    return settleAtEnd();
}

void AnchoredView::anchorAt(int y)
{
    const int most = std::max(0, m_rows.total() - viewport()->height());
    if (m_rows.count() == 0 || y >= most) {
        m_anchor = {};
        return;
    }
    const int row = m_rows.rowAt(y);
    m_anchor = {rowIndex(row), y - m_rows.top(row)};
}

void AnchoredView::tellAround()
{
    if (isAtEnd() != m_wasAtEnd) {
        m_wasAtEnd = isAtEnd();
        Q_EMIT atEndChanged(m_wasAtEnd);
    }
    if (m_rows.count() == 0)
        return;
    const int height = viewport()->height();
    if (m_scroll < height)
        Q_EMIT olderNeeded();
    if (m_end == End::Window && m_scroll + 2 * height > m_rows.total())
        Q_EMIT newerNeeded();
    Q_EMIT lookedAt(rowIndex(m_rows.rowAt(m_scroll + height / 2)));
}

int AnchoredView::distanceToEnd() const
{
    return std::max(0, m_rows.total() - m_scroll - viewport()->height());
}

void AnchoredView::scrollContentsBy(int, int)
{
    if (m_settling)
        return;
    const int wanted = verticalScrollBar()->value();
    const int distance = wanted - m_scroll;
    const int row = m_anchor.isEnd() ? m_rows.rowAt(m_scroll) : m_anchor.index.row();
    if (row < 0)
        return;
    if (std::abs(distance) <= viewport()->height()) {
        // What is seen moves with the finger, whatever the rows that appear turn out to measure.
        const int offset = m_scroll - m_rows.top(row) + distance;
        m_anchor = {rowIndex(row), offset};
    } else {
        const int there = m_rows.rowAt(wanted);
        m_anchor = {rowIndex(there), wanted - m_rows.top(there)};
    }
    doItemsLayout();
}

void AnchoredView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    if (m_anchor.isEnd() && m_end == End::Window && m_rows.count() > 0) {
        // More of the past arrived behind what one reads; it is nothing to run after.
        const int row = m_rows.rowAt(m_scroll);
        m_anchor = {rowIndex(row < start ? row : row + end - start + 1),
                    m_scroll - m_rows.top(row)};
    }
    m_rows.insert(start, end - start + 1);
    QAbstractItemView::rowsInserted(parent, start, end);
    scheduleDelayedItemsLayout();
}

void AnchoredView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, start, end);
    const int row = m_anchor.isEnd() ? -1 : m_anchor.index.row();
    if (row < start || row > end)
        return;
    // The nearest row that remains keeps its place on the screen.
    if (end + 1 < m_rows.count())
        m_anchor = {rowIndex(end + 1), m_scroll - m_rows.top(end + 1)};
    else if (start > 0)
        m_anchor = {rowIndex(start - 1), m_scroll - m_rows.top(start - 1)};
    else
        m_anchor = {};
}

void AnchoredView::rowsRemoved(const QModelIndex &, int start, int end)
{
    m_rows.remove(start, end - start + 1);
    scheduleDelayedItemsLayout();
}

void AnchoredView::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight,
                               const QList<int> &roles)
{
    m_rows.invalidate(topLeft.row(), bottomRight.row() - topLeft.row() + 1);
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    scheduleDelayedItemsLayout();
}

void AnchoredView::forgetLayouts()
{
    m_style.reset();
    m_rows.invalidateAll();
    m_rows.setGuess(RowLayout::typicalHeight(font()));
    scheduleDelayedItemsLayout();
}

void AnchoredView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        forgetLayouts();
    // Within this frame: a picture of the old width would flash otherwise.
    doItemsLayout();
}

void AnchoredView::changeEvent(QEvent *event)
{
    QAbstractItemView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::StyleChange)
        forgetLayouts();
}

void AnchoredView::paintEvent(QPaintEvent *event)
{
    executeDelayedItemsLayout();
    const auto &now = theme(this);
    QPainter painter(viewport());
    painter.fillRect(event->rect(), now.surface);
    if (m_rows.count() == 0)
        return;
    const int origin = contentTop();
    const int bottom = event->rect().bottom();
    for (int row = m_rows.rowAt(event->rect().top() - origin); row < m_rows.count(); ++row) {
        const QRect rect(0, origin + m_rows.top(row), viewport()->width(), m_rows.height(row));
        if (rect.top() > bottom)
            break;
        painter.setClipRect(rect & event->rect());
        paintRow(painter, rect, measure(row), style(), rowState(rowIndex(row)), now);
    }
}

QRect AnchoredView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_rows.count())
        return {};
    return {0, contentTop() + m_rows.top(index.row()), viewport()->width(),
            m_rows.height(index.row())};
}

QModelIndex AnchoredView::indexAt(const QPoint &point) const
{
    const int y = point.y() - contentTop();
    if (m_rows.count() == 0 || y < 0 || y >= m_rows.total())
        return {};
    return rowIndex(m_rows.rowAt(y));
}

const RowLayout *AnchoredView::layoutOf(const QModelIndex &index)
{
    return index.isValid() ? &measure(index.row()) : nullptr;
}

void AnchoredView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    executeDelayedItemsLayout();
    const int row = index.row();
    const int height = viewport()->height();
    const int own = measure(row).height();
    const int top = m_rows.top(row) - m_scroll;
    if (hint == EnsureVisible && top >= 0 && top + own <= height)
        return;
    if (hint == PositionAtCenter)
        m_anchor = {index, (own - height) / 2};
    else if (hint == PositionAtBottom || (hint == EnsureVisible && top > 0 && own <= height))
        m_anchor = {index, own - height};
    else
        m_anchor = {index, 0};
    doItemsLayout();
}

QModelIndex AnchoredView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int count = m_rows.count();
    if (count == 0)
        return {};
    executeDelayedItemsLayout();
    const int height = viewport()->height();
    // Without a current row, one begins at the last on the screen.
    if (!currentIndex().isValid() && action != MoveHome)
        return rowIndex(m_rows.rowAt(m_scroll + height - 1));
    const int row = currentIndex().row();
    switch (action) {
    case MoveUp:
    case MovePrevious:
    case MoveLeft:
        return rowIndex(std::max(0, row - 1));
    case MoveDown:
    case MoveNext:
    case MoveRight:
        return rowIndex(std::min(count - 1, row + 1));
    case MovePageUp:
        return rowIndex(m_rows.rowAt(m_rows.top(row) - height));
    case MovePageDown:
        return rowIndex(m_rows.rowAt(m_rows.top(row) + height));
    case MoveHome:
        return rowIndex(0);
    case MoveEnd:
        return rowIndex(count - 1);
    }
    return {};
}

void AnchoredView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    const auto first = indexAt(rect.topLeft());
    const auto last = indexAt(rect.bottomRight());
    if (first.isValid() && last.isValid())
        selectionModel()->select(QItemSelection(first, last), flags);
}

QRegion AnchoredView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const auto &range : selection) {
        region += visualRect(range.topLeft());
        region += visualRect(range.bottomRight());
        region += QRect(visualRect(range.topLeft()).topLeft(),
                        visualRect(range.bottomRight()).bottomRight());
    }
    return region & viewport()->rect();
}

} // namespace hobnob::desktop
