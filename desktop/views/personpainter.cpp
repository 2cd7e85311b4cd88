// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/personpainter.h"

#include "desktop/views/portraits.h"
#include "shared/personlook.h"

#include <QPainter>

namespace hobnob::desktop
{

QColor personColor(const Theme &theme, int hue)
{
    return theme.person[static_cast<size_t>(hue)];
}

void paintAvatar(QPainter &painter, const QRect &rect, const Face &face, const Theme &theme,
                 const QFont &font)
{
    const auto portrait = portraitPixmap(painter, face.picture, rect.width());
    if (!portrait.isNull()) {
        painter.drawPixmap(rect.topLeft(), portrait);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(personColor(theme, face.hue));
    painter.drawEllipse(rect);

    auto letters = font;
    letters.setPixelSize(qRound(rect.height() * (rect.height() < 30 ? 0.44 : 0.39)));
    letters.setWeight(QFont::DemiBold);
    painter.setFont(letters);
    painter.setPen(theme.onPerson);
    painter.drawText(rect, Qt::AlignCenter, personInitials(face.name));
    painter.restore();
}

void paintAvatars(QPainter &painter, const QRect &rect, const Faces &faces, const Theme &theme,
                  const QFont &font, const QColor &ground)
{
    if (faces.isEmpty())
        return;
    if (faces.size() == 1) {
        paintAvatar(painter, rect, faces.front(), theme, font);
        return;
    }
    const int side = rect.height() * 2 / 3;
    const QRect back(rect.left(), rect.top(), side, side);
    const QRect front(rect.right() - side + 1, rect.bottom() - side + 1, side, side);
    paintAvatar(painter, back, faces[0], theme, font);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(front.adjusted(-2, -2, 2, 2));
    painter.restore();
    paintAvatar(painter, front, faces[1], theme, font);
}

void paintPresence(QPainter &painter, const QRect &rect, protocol::Presence presence,
                   const Theme &theme, const QColor &ground)
{
    if (presence == protocol::Presence::Gone)
        return;
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
