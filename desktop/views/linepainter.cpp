// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/linepainter.h"

#include "desktop/views/icons.h"

#include <QPainter>
#include <QStyle>

namespace hobnob::desktop
{

int listLineHeight(const QFont &font)
{
    return lineHeight(font) + lineHeight(textFont(font, TextSize::Small)) + 2 * tokens::space[2];
}

void paintListLine(QPainter &painter, const QStyleOptionViewItem &option, const ListLine &line)
{
    const auto &now = theme(option.palette);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(selected ? now.selection : now.hover);
        painter.drawRoundedRect(option.rect, tokens::radiusSmall, tokens::radiusSmall);
    }
    if ((option.state & QStyle::State_HasFocus) && selected) {
        painter.setPen(QPen(now.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), tokens::radiusSmall,
                                tokens::radiusSmall);
    }
    const auto place = [&](int x, int y, int width, int height) {
        return QStyle::visualRect(option.direction, option.rect,
                                  QRect(option.rect.x() + x, option.rect.y() + y, width, height));
    };
    const auto align = [&](Qt::Alignment side) {
        return int(QStyle::visualAlignment(option.direction, side) | Qt::AlignVCenter |
                   Qt::AlignAbsolute) |
               Qt::TextSingleLine;
    };
    constexpr int side = tokens::sizeIcon;
    const auto mark = place(tokens::space[3], (option.rect.height() - side) / 2, side, side);
    painter.drawPixmap(
        mark, iconPixmap(line.icon, now.muted, side, painter.device()->devicePixelRatioF()));
    const auto small = textFont(option.font, TextSize::Small);
    const auto strong = textFont(option.font, TextSize::Base, TextWeight::SemiBold);
    const int left = tokens::space[3] + side + tokens::space[3];
    int width = option.rect.width() - left - tokens::space[3];
    const int first = lineHeight(option.font);
    if (line.details.isEmpty()) {
        painter.setFont(strong);
        painter.setPen(line.isQuiet ? now.muted : now.text);
        painter.drawText(place(left, 0, width, option.rect.height()), align(Qt::AlignLeft),
                         QFontMetrics(strong).elidedText(line.title, Qt::ElideRight, width));
        painter.restore();
        return;
    }
    painter.setFont(small);
    painter.setPen(now.muted);
    painter.drawText(place(left, tokens::space[2] + first, width, lineHeight(small)),
                     align(Qt::AlignLeft),
                     QFontMetrics(small).elidedText(line.details, Qt::ElideRight, width));
    if (!line.note.isEmpty()) {
        painter.drawText(place(left, tokens::space[2], width, first), align(Qt::AlignRight),
                         line.note);
        width -= QFontMetrics(small).horizontalAdvance(line.note) + tokens::space[2];
    }
    painter.setFont(strong);
    painter.setPen(line.isQuiet ? now.muted : now.text);
    painter.drawText(place(left, tokens::space[2], width, first), align(Qt::AlignLeft),
                     QFontMetrics(strong).elidedText(line.title, Qt::ElideRight, width));
    painter.restore();
}

} // namespace hobnob::desktop
