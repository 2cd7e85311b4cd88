// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/settingsrow.h"

#include "desktop/views/appstyle.h"
#include "desktop/views/icons.h"
#include "desktop/views/theme.h"

#include <QPainter>
#include <QStyle>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

SettingsRow::SettingsRow(const QString &objectName, const QString &iconName, const QString &text,
                         QWidget *parent)
    : QAbstractButton(parent), m_icon(iconName)
{
    setObjectName(objectName);
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SettingsRow::setValue(const QString &value)
{
    m_value = value;
    setAccessibleDescription(value);
    update();
}

QSize SettingsRow::sizeHint() const
{
    return {200, lineHeight(font()) + 2 * tokens::space[3]};
}

void SettingsRow::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    const auto colour = property(destructiveProperty).toBool() ? now.danger : now.text;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? now.selection : now.hover);
        painter.drawRoundedRect(rect(), tokens::radiusSmall, tokens::radiusSmall);
    }
    if (hasFocus()) {
        painter.setPen(QPen(now.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), tokens::radiusSmall,
                                tokens::radiusSmall);
    }
    const auto place = [this](int x, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width, height()));
    };
    const auto drawIcon = [&](const QString &name, const QColor &tint, int x, int side) {
        const auto box = place(x, side);
        painter.drawPixmap(QRect(box.x(), (height() - side) / 2, side, side),
                           iconPixmap(name, tint, side, devicePixelRatioF()));
    };
    const auto align = [this](Qt::Alignment side) {
        return int(QStyle::visualAlignment(layoutDirection(), side) | Qt::AlignVCenter |
                   Qt::AlignAbsolute);
    };
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    drawIcon(m_icon, property(destructiveProperty).toBool() ? now.danger : now.muted,
             tokens::space[3], tokens::sizeIcon);
    const int arrow = width() - tokens::space[2] - tokens::sizeIconSmall;
    drawIcon(mirrored ? u"chevron-left"_s : u"chevron-right"_s, now.muted, arrow,
             tokens::sizeIconSmall);
    const int left = tokens::space[3] + tokens::sizeIcon + tokens::space[3];
    const int room = arrow - tokens::space[2] - left;
    const int textWidth = std::min(fontMetrics().horizontalAdvance(text()), room);
    painter.setFont(font());
    painter.setPen(colour);
    painter.drawText(place(left, textWidth + 2), align(Qt::AlignLeft),
                     fontMetrics().elidedText(text(), Qt::ElideRight, textWidth + 2));
    const int valueRoom = room - textWidth - tokens::space[3];
    if (m_value.isEmpty() || valueRoom < 24)
        return;
    painter.setPen(now.muted);
    painter.drawText(place(arrow - tokens::space[2] - valueRoom, valueRoom), align(Qt::AlignRight),
                     fontMetrics().elidedText(m_value, Qt::ElideRight, valueRoom));
}

} // namespace hobnob::desktop
