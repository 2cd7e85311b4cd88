// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/focusscroll.h"

#include "desktop/views/theme.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>

namespace hobnob::desktop
{

void keepFocusInSight(QScrollArea *area)
{
    const auto show = [area] {
        auto *focus = QApplication::focusWidget();
        if (focus && area->widget() && area->widget()->isAncestorOf(focus))
            area->ensureWidgetVisible(focus, 0, tokens::space[5]);
    };
    // What was shown with the focus is not in its place yet.
    auto *later = new QTimer(area);
    later->setSingleShot(true);
    later->setInterval(0);
    QObject::connect(later, &QTimer::timeout, area, show);
    QObject::connect(qApp, &QApplication::focusChanged, later, [later] { later->start(); });
    QObject::connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, later,
                     [later] { later->start(); });
}

} // namespace hobnob::desktop
