// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/sidepanel.h"

#include "desktop/views/theme.h"

#include <QPainter>

namespace hobnob::desktop
{

SidePanel::SidePanel(Edge inner, QWidget *parent) : QWidget(parent), m_inner(inner) {}

void SidePanel::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.fillRect(rect(), now.sidebar);
    const bool left = (m_inner == Edge::Left) != (layoutDirection() == Qt::RightToLeft);
    painter.fillRect(QRect(left ? 0 : width() - 1, 0, 1, height()), now.line);
}

} // namespace hobnob::desktop
