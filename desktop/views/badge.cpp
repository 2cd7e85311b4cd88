// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/badge.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

namespace hobnob::desktop
{

namespace
{

constexpr int padding = 5;

} // namespace

QString botBadgeText()
{
    //: Beside a name: this is a program.
    return QCoreApplication::translate("Badge", "Bot");
}

int badgeWidth(const QFont &font, const QString &text)
{
    return QFontMetrics(font).horizontalAdvance(text) + 2 * padding;
}

void paintBadge(QPainter &painter, const QRect &rect, const QString &text, const QFont &font,
                const Theme &theme)
{
    const int height = QFontMetrics(font).height() + 1;
    const QRectF frame(rect.left(), rect.center().y() - height / 2, rect.width(), height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.line, 1));
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), tokens::radiusSmall / 2.0,
                            tokens::radiusSmall / 2.0);
    painter.setFont(font);
    painter.setPen(theme.muted);
    painter.drawText(frame, Qt::AlignCenter | Qt::TextSingleLine | Qt::TextDontClip, text);
    painter.restore();
}

} // namespace hobnob::desktop
