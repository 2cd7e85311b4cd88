// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/jumpbutton.h"

#include "desktop/views/icons.h"
#include "desktop/views/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int shadow = 3;
constexpr int side = tokens::sizeHitTarget;

} // namespace

JumpButton::JumpButton(QWidget *parent) : QAbstractButton(parent), m_slide(this, "pos")
{
    setObjectName(u"jumpToLatest"_s);
    setAccessibleName(tr("Jump to the latest message"));
    setToolTip(tr("Jump to the latest message"));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QPropertyAnimation::finished, this, [this] { setVisible(m_wanted); });
    hide();
}

void JumpButton::setWanted(bool wanted)
{
    if (m_wanted == wanted)
        return;
    m_wanted = wanted;
    m_slide.stop();
    const int time = motion(this, tokens::durationSlow);
    if (time == 0 || !parentWidget()->isVisible()) {
        move(shownPlace());
        setVisible(wanted);
        return;
    }
    if (wanted && !isVisible())
        move(hiddenPlace());
    show();
    raise();
    m_slide.setDuration(time);
    m_slide.setEndValue(wanted ? shownPlace() : hiddenPlace());
    m_slide.start();
}

void JumpButton::setCount(int count)
{
    if (m_count == count)
        return;
    m_count = count;
    setAccessibleName(count == 1  ? tr("Jump to the new message")
                      : count > 1 ? tr("Jump to %1 new messages").arg(QLocale().toString(count))
                                  : tr("Jump to the latest message"));
    placeIn(m_area);
    update();
}

void JumpButton::placeIn(const QRect &area)
{
    m_area = area;
    resize(sizeHint());
    if (m_slide.state() == QPropertyAnimation::Running)
        m_slide.setEndValue(m_wanted ? shownPlace() : hiddenPlace());
    else
        move(shownPlace());
}

QString JumpButton::label() const
{
    return m_count > 0 ? tr("%1 new").arg(QLocale().toString(m_count)) : QString();
}

QPoint JumpButton::shownPlace() const
{
    const int x = layoutDirection() == Qt::RightToLeft
                      ? m_area.left() + tokens::space[4]
                      : m_area.right() - width() - tokens::space[4];
    return {x, m_area.bottom() - height() - tokens::space[2]};
}

QPoint JumpButton::hiddenPlace() const
{
    return {shownPlace().x(), m_area.bottom() + 1};
}

QSize JumpButton::sizeHint() const
{
    const auto text = label();
    const QFontMetrics metrics(textFont(font(), TextSize::Small, TextWeight::SemiBold));
    const int width =
        text.isEmpty() ? side : side + metrics.horizontalAdvance(text) + tokens::space[3];
    return {width + 2 * shadow, side + 2 * shadow};
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto box = QRectF(rect()).adjusted(shadow, shadow, -shadow, -shadow);
    const auto radius = box.height() / 2;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < shadow; ++i) {
        painter.setBrush(QColor(0, 0, 0, 10));
        painter.drawRoundedRect(box.adjusted(-i, 1 - i, i, i + 1), radius + i, radius + i);
    }
    const bool news = m_count > 0;
    const auto ground = news ? now.accent : underMouse() ? now.hover : now.raised;
    painter.setBrush(ground);
    painter.setPen(hasFocus() ? QPen(news ? now.text : now.focus, 2)
                              : QPen(news ? now.accent : now.line, 1));
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);

    const auto ink = news ? now.onAccent : now.text;
    constexpr int iconSide = tokens::sizeIcon;
    const auto picture = iconPixmap(u"arrow-down"_s, ink, iconSide, devicePixelRatioF());
    const int inset = (side - iconSide) / 2;
    painter.drawPixmap(QPointF(box.left() + inset, box.top() + inset), picture);
    if (!news)
        return;
    painter.setFont(textFont(font(), TextSize::Small, TextWeight::SemiBold));
    painter.setPen(ink);
    painter.drawText(box.adjusted(inset + iconSide + 4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     label());
}

} // namespace hobnob::desktop
