// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/selfbar.h"

#include "desktop/views/personpainter.h"

#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int avatarSide = 32;
constexpr int dotSide = 9;
constexpr int padding = tokens::space[3];

} // namespace

SelfBar::SelfBar(QWidget *parent) : QAbstractButton(parent)
{
    setObjectName(u"selfBar"_s);
    setToolTip(tr("Account"));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

void SelfBar::setPerson(const Face &person)
{
    m_face = person;
    describe();
}

void SelfBar::setState(SelfState state, const QString &words)
{
    m_state = state;
    m_words = words;
    describe();
}

void SelfBar::describe()
{
    setAccessibleName(tr("You: %1, %2").arg(m_face.name, m_words));
    update();
}

QSize SelfBar::sizeHint() const
{
    const int lines = lineHeight(font()) + lineHeight(textFont(font(), TextSize::Small));
    return {160, std::max(lines, avatarSide) + 2 * tokens::space[2]};
}

void SelfBar::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.fillRect(QRect(0, 0, width(), 1), now.line);
    const QRectF box = QRectF(rect()).adjusted(tokens::space[1], tokens::space[1] + 1,
                                               -tokens::space[1], -tokens::space[1]);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isDown() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isDown() ? now.selection : now.hover);
        painter.drawRoundedRect(box, tokens::radiusSmall, tokens::radiusSmall);
    }
    if (hasFocus()) {
        painter.setPen(QPen(now.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens::radiusSmall,
                                tokens::radiusSmall);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    const auto place = [this, rightToLeft](QRect rect) {
        if (rightToLeft)
            rect.moveLeft(width() - rect.right() - 1);
        return rect;
    };
    const auto align =
        Qt::Alignment(rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute;
    const QRect avatar(padding + tokens::space[1], (height() - avatarSide) / 2, avatarSide,
                       avatarSide);
    const int textLeft = avatar.right() + 1 + tokens::space[3];
    const int textWidth = width() - textLeft - padding;
    const auto small = textFont(font(), TextSize::Small);
    const int first = lineHeight(font());
    const int second = lineHeight(small);
    const int top = (height() - first - second) / 2 + 1;
    if (!m_face.name.isEmpty()) {
        paintAvatar(painter, place(avatar), m_face, now, font());
        if (m_state != SelfState::Offline) {
            const QRect dot(avatar.right() - dotSide + 2, avatar.bottom() - dotSide + 2, dotSide,
                            dotSide);
            paintPresence(painter, place(dot),
                          m_state == SelfState::Here ? protocol::Presence::Here
                                                     : protocol::Presence::Away,
                          now, now.sidebar);
        }
    }
    const auto name = textFont(font(), TextSize::Base, TextWeight::SemiBold);
    painter.setFont(name);
    painter.setPen(now.text);
    painter.drawText(place(QRect(textLeft, top, textWidth, first)), int(align | Qt::AlignVCenter),
                     QFontMetrics(name).elidedText(m_face.name, Qt::ElideRight, textWidth));
    painter.setFont(small);
    painter.setPen(now.muted);
    painter.drawText(place(QRect(textLeft, top + first - 2, textWidth, second)),
                     int(align | Qt::AlignVCenter),
                     QFontMetrics(small).elidedText(m_words, Qt::ElideRight, textWidth));
}

} // namespace hobnob::desktop
