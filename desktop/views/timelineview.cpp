// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/timelineview.h"

#include "desktop/views/icons.h"
#include "desktop/views/jumpbutton.h"
#include "desktop/views/timelineaccessible.h"
#include "desktop/views/timelinecopy.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMouseEvent>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

bool isAction(RowLayout::Part part)
{
    return part == RowLayout::Part::Link || part == RowLayout::Part::TryAgain ||
           part == RowLayout::Part::Discard || part == RowLayout::Part::Show;
}

bool isFailed(const QModelIndex &index)
{
    return index.data(TimelineModel::Delivery).toInt() ==
           static_cast<int>(TimelineModel::DeliveryState::Failed);
}

bool isMessage(const QModelIndex &index)
{
    return index.isValid() && index.data(TimelineModel::Kind).toInt() ==
                                  static_cast<int>(TimelineModel::RowKind::Message);
}

} // namespace

TimelineView::TimelineView(QWidget *parent) : AnchoredView(parent), m_jump(new JumpButton(this))
{
    setObjectName(u"timeline"_s);
    TimelineAccessible::install();
    setAccessibleName(tr("Messages"));
    viewport()->setMouseTracking(true);
    connect(m_jump, &JumpButton::clicked, this, &TimelineView::latestRequested);
}

void TimelineView::setModel(QAbstractItemModel *model)
{
    m_words.clear();
    m_pressed = QPersistentModelIndex();
    m_pointed = QPersistentModelIndex();
    m_jump->setCount(0);
    AnchoredView::setModel(model);
}

void TimelineView::reset()
{
    m_words.clear();
    m_jump->setCount(0);
    AnchoredView::reset();
}

void TimelineView::copy()
{
    const auto text = m_words.isEmpty() ? copiedText(selectedIndexes())
                                        : m_words.textOf(readTimelineItem(m_words.row()).text);
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    AnchoredView::currentChanged(current, previous);
    if (!QAccessible::isActive() || !current.isValid() || !hasFocus())
        return;
    QAccessibleEvent focused(this, QAccessible::Focus);
    focused.setChild(current.row());
    QAccessible::updateAccessibility(&focused);
}

RowState TimelineView::rowState(const QModelIndex &index) const
{
    RowState state;
    state.pointedAt = m_pointed == index;
    state.pointedPart = state.pointedAt ? m_pointedPart : RowLayout::Part::Nothing;
    state.selected = selectionModel()->isSelected(index);
    state.focused = m_byKeyboard && hasFocus() && currentIndex() == index;
    state.selection = m_words.in(index);
    return state;
}

void TimelineView::laidOut()
{
    if (isAtEnd())
        m_jump->setCount(0);
    // A line or two above the end is still the end for the eye.
    const bool away =
        distanceToEnd() > viewport()->height() / 4 || m_jump->count() > 0 || end() == End::Window;
    m_jump->placeIn(viewport()->geometry());
    m_jump->setWanted(!isAtEnd() && away);
}

void TimelineView::rowsInserted(const QModelIndex &parent, int start, int last)
{
    const auto place = start == 0 ? QRect() : visualRect(model()->index(start - 1, 0));
    const bool below = place.isValid() && place.bottom() >= viewport()->height() - 1;
    if (below && !isAtEnd() && end() == End::Newest) {
        int fresh = 0;
        for (int row = start; row <= last; ++row) {
            const auto index = model()->index(row, 0, parent);
            if (isMessage(index) && !index.data(TimelineModel::IsOwn).toBool())
                ++fresh;
        }
        m_jump->setCount(m_jump->count() + fresh);
    }
    AnchoredView::rowsInserted(parent, start, last);
}

TimelineView::Place TimelineView::placeAt(const QPoint &point)
{
    const auto index = indexAt(point);
    const auto *layout = layoutOf(index);
    return {index,
            layout ? layout->hitTest(point - visualRect(index).topLeft()) : RowLayout::Hit{}};
}

void TimelineView::pointAt(const QPoint &point)
{
    const auto [index, hit] = placeAt(point);
    setPointed(index, hit.part);
    viewport()->setCursor(isAction(hit.part)                   ? Qt::PointingHandCursor
                          : hit.part == RowLayout::Part::Words ? Qt::IBeamCursor
                                                               : Qt::ArrowCursor);
}

void TimelineView::setPointed(const QModelIndex &index, RowLayout::Part part)
{
    if (m_pointed == index && m_pointedPart == part)
        return;
    viewport()->update(visualRect(m_pointed));
    m_pointed = index;
    m_pointedPart = part;
    viewport()->update(visualRect(index));
}

void TimelineView::clearWords()
{
    if (m_words.row().isValid())
        viewport()->update(visualRect(m_words.row()));
    m_words.clear();
}

void TimelineView::selectWords(const QModelIndex &index, const TextRange &range)
{
    clearSelection();
    clearWords();
    m_words.select(index, range);
    viewport()->update(visualRect(index));
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    const bool space = event->key() == Qt::Key_Space;
    const bool typed = !event->text().isEmpty() && event->text().at(0).isPrint() && !space;
    // What one types is for the composer, which the window sends it to.
    if (typed && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        event->ignore();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        clearWords();
        clearSelection();
        event->ignore();
        return;
    }
    const auto before = currentIndex();
    AnchoredView::keyPressEvent(event);
    if (currentIndex() == before)
        return;
    setByKeyboard(true);
    scrollTo(currentIndex());
}

void TimelineView::focusInEvent(QFocusEvent *event)
{
    setByKeyboard(event->reason() == Qt::TabFocusReason ||
                  event->reason() == Qt::BacktabFocusReason);
    AnchoredView::focusInEvent(event);
}

void TimelineView::setByKeyboard(bool byKeyboard)
{
    if (std::exchange(m_byKeyboard, byKeyboard) != byKeyboard)
        viewport()->update();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    const auto [index, hit] = placeAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton)
        return;
    setByKeyboard(false);
    clearWords();
    clearSelection();
    m_pressed = index;
    m_pressedPart = hit.part;
    if (index.isValid()) {
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        m_words.start(index, hit.position);
    }
    event->accept();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    const auto point = event->position().toPoint();
    if (!(event->buttons() & Qt::LeftButton) || !m_pressed.isValid()) {
        pointAt(point);
        return;
    }
    const auto [index, hit] = placeAt(point);
    if (!index.isValid())
        return;
    if (index == m_pressed) {
        clearSelection();
        if (m_words.row() != index)
            m_words.start(index, hit.position);
        m_words.extendTo(hit.position);
        viewport()->update(visualRect(index));
        return;
    }
    // Across messages whole ones are selected.
    clearWords();
    selectionModel()->select(QItemSelection(std::min(QModelIndex(m_pressed), index),
                                            std::max(QModelIndex(m_pressed), index)),
                             QItemSelectionModel::ClearAndSelect);
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    const auto place = placeAt(event->position().toPoint());
    const bool clicked = event->button() == Qt::LeftButton && place.index.isValid() &&
                         place.index == m_pressed && place.hit.part == m_pressedPart &&
                         m_words.isEmpty();
    m_pressed = QPersistentModelIndex();
    pointAt(event->position().toPoint());
    if (clicked)
        activate(place);
}

void TimelineView::activate(const Place &place)
{
    switch (place.hit.part) {
    case RowLayout::Part::Link:
        Q_EMIT linkActivated(place.hit.url);
        break;
    case RowLayout::Part::TryAgain:
        Q_EMIT tryAgainRequested(place.index);
        break;
    case RowLayout::Part::Discard:
        Q_EMIT discardRequested(place.index);
        break;
    case RowLayout::Part::Show:
        Q_EMIT showRequested(place.index);
        break;
    case RowLayout::Part::Nothing:
    case RowLayout::Part::Words:
        break;
    }
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const auto [index, hit] = placeAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && hit.part == RowLayout::Part::Words)
        selectWords(index, layoutOf(index)->wordAt(hit.position));
    else
        mousePressEvent(event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const auto place = byMouse ? placeAt(event->pos()) : Place{currentIndex(), {}};
    if (!isMessage(place.index))
        return;
    const QPersistentModelIndex index(place.index);
    if (m_words.row() != place.index)
        clearWords();
    if (!selectionModel()->isSelected(place.index) && m_words.isEmpty())
        selectionModel()->setCurrentIndex(place.index, QItemSelectionModel::ClearAndSelect);

    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"messageMenu"_s);
    menu->addAction(icon(u"copy"_s), tr("Copy text"), this, &TimelineView::copy)
        ->setShortcut(QKeySequence::Copy);
    if (place.hit.part == RowLayout::Part::Link) {
        menu->addAction(tr("Copy address"), this, [url = place.hit.url] {
            QApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded));
        });
    }
    if (isFailed(place.index)) {
        menu->addSeparator();
        menu->addAction(icon(u"rotate-cw"_s), RowLayout::tryAgainText(), this,
                        [this, index] { Q_EMIT tryAgainRequested(index); });
        menu->addAction(icon(u"trash-2"_s), RowLayout::discardText(), this,
                        [this, index] { Q_EMIT discardRequested(index); });
    }
    if (index.data(TimelineModel::IsFolded).toBool())
        menu->addAction(icon(u"eye"_s), RowLayout::showText(), this,
                        [this, index] { Q_EMIT showRequested(index); });
    if (index.data(TimelineModel::SeqNumber).toLongLong() > 0)
        Q_EMIT menuOpening(menu, index);
    menu->popup(byMouse ? event->globalPos()
                        : viewport()->mapToGlobal(visualRect(place.index).center()));
}

bool TimelineView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        setPointed({}, RowLayout::Part::Nothing);
    return AnchoredView::viewportEvent(event);
}

} // namespace hobnob::desktop
