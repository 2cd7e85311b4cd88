// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/personpainter.h"

#include "shared/personlook.h"

#include <QPainter>

namespace hobnob::desktop
{

QColor personColor(const Theme &theme, const UserId &id)
{
    return theme.person[static_cast<size_t>(personHue(id))];
}

void paintAvatar(QPainter &painter, const QRect &rect, const UserId &id, const QString &name,
                 const Theme &theme, const QFont &font)
{
    paintAvatar(painter, rect, personHue(id), name, theme, font);
}

void paintAvatar(QPainter &painter, const QRect &rect, int hue, const QString &name,
                 const Theme &theme, const QFont &font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.person[static_cast<size_t>(hue)]);
    painter.drawEllipse(rect);

    auto letters = font;
    letters.setPixelSize(qRound(rect.height() * (rect.height() < 30 ? 0.44 : 0.39)));
    letters.setWeight(QFont::DemiBold);
    painter.setFont(letters);
    painter.setPen(theme.onPerson);
    painter.drawText(rect, Qt::AlignCenter, personInitials(name));
    painter.restore();
}

void paintPresence(QPainter &painter, const QRect &rect, protocol::Presence presence,
                   const Theme &theme, const QColor &ground)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(rect.adjusted(-2, -2, 2, 2));
    if (presence == protocol::Presence::Here) {
        painter.setBrush(theme.good);
        painter.drawEllipse(rect);
    } else {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.muted, 1.75));
        painter.drawEllipse(QRectF(rect).adjusted(0.9, 0.9, -0.9, -0.9));
    }
    painter.restore();
}

} // namespace hobnob::desktop
