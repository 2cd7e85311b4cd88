// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/flowrow.h"

#include "desktop/views/theme.h"

#include <QStyle>

#include <algorithm>

namespace hobnob::desktop
{

FlowRow::FlowRow(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FlowRow::setItems(const QList<QWidget *> &items)
{
    m_items = items;
    flow(width(), Step::Place);
    updateGeometry();
}

int FlowRow::flow(int width, Step step) const
{
    int x = 0;
    int y = 0;
    int lineHeight = 0;
    for (auto *item : m_items) {
        const auto size = item->sizeHint();
        if (x > 0 && x + size.width() > width) {
            x = 0;
            y += lineHeight + tokens::space[1];
            lineHeight = 0;
        }
        if (step == Step::Place)
            item->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect({x, y}, size)));
        x += size.width() + tokens::space[1];
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight;
}

int FlowRow::heightForWidth(int width) const
{
    return flow(width, Step::Measure);
}

QSize FlowRow::sizeHint() const
{
    int width = 0;
    int height = 0;
    for (const auto *item : m_items) {
        width += item->sizeHint().width() + tokens::space[1];
        height = std::max(height, item->sizeHint().height());
    }
    return {width, height};
}

QSize FlowRow::minimumSizeHint() const
{
    int width = 0;
    for (const auto *item : m_items)
        width = std::max(width, item->sizeHint().width());
    return {width, sizeHint().height()};
}

void FlowRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    flow(width(), Step::Place);
}

} // namespace hobnob::desktop
