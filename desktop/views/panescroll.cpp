// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/panescroll.h"

#include "desktop/views/focusscroll.h"

#include <QEvent>
#include <QVBoxLayout>

namespace hobnob::desktop
{

namespace
{

/// Of the focus rings at the edges, which are drawn outside of what has the focus.
constexpr int edge = 2;
constexpr int leastHeight = 80;

} // namespace

PaneScroll::PaneScroll(QWidget *parent) : QScrollArea(parent), m_inner(new QWidget)
{
    auto *column = new QVBoxLayout(m_inner);
    column->setContentsMargins(edge, edge, edge, edge);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(m_inner);
    // The card is the ground.
    m_inner->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    m_inner->installEventFilter(this);
    keepFocusInSight(this);
}

void PaneScroll::addPane(QWidget *pane)
{
    m_inner->layout()->addWidget(pane);
    pane->setVisible(!m_pane);
    if (!m_pane)
        m_pane = pane;
}

void PaneScroll::showPane(QWidget *pane)
{
    if (m_pane == pane)
        return;
    m_pane->hide();
    m_pane = pane;
    pane->show();
    updateGeometry();
}

int PaneScroll::heightForWidth(int width) const
{
    const auto *layout = m_inner->layout();
    return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                       : layout->totalSizeHint().height();
}

QSize PaneScroll::sizeHint() const
{
    const auto hint = m_inner->layout()->totalSizeHint();
    return {hint.width(), heightForWidth(std::max(hint.width(), width()))};
}

QSize PaneScroll::minimumSizeHint() const
{
    return {0, leastHeight};
}

bool PaneScroll::eventFilter(QObject *watched, QEvent *event)
{
    // A scroll area keeps to itself that what it shows wants another height.
    if (watched == m_inner && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace hobnob::desktop
