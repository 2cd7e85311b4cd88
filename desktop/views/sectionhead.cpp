// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/sectionhead.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int buttonSide = 28;

/// As RoomDelegate's.
constexpr int markSide = 28;
constexpr int markGap = 10;

} // namespace

SectionButton::SectionButton(const QString &objectName, const QString &iconName,
                             const QString &text, QWidget *parent)
    : QAbstractButton(parent), m_icon(iconName)
{
    setObjectName(objectName);
    setText(text);
    setAccessibleName(text);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize SectionButton::sizeHint() const
{
    return {100, lineHeight(font()) + 2 * tokens::space[2]};
}

void SectionButton::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto box = rect().adjusted(tokens::space[2], 1, -tokens::space[2], -1);
    painter.setPen(hasFocus() ? QPen(now.focus, 2) : QPen(Qt::NoPen));
    painter.setBrush(isDown() ? now.selection : underMouse() ? now.hover : now.sidebar);
    if (isDown() || underMouse() || hasFocus())
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), tokens::radiusSmall,
                                tokens::radiusSmall);
    const auto place = [this](const QRect &area) {
        return QStyle::visualRect(layoutDirection(), rect(), area);
    };
    constexpr int side = tokens::sizeIconSmall;
    const int left = box.left() + tokens::space[3];
    const QRect mark(left + (markSide - side) / 2, (height() - side) / 2, side, side);
    painter.drawPixmap(place(mark), iconPixmap(m_icon, now.muted, side, devicePixelRatioF()));
    const QRect words(left + markSide + markGap, 0, width(), height());
    painter.setPen(now.muted);
    painter.drawText(place(words.intersected(box)),
                     int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                         Qt::AlignAbsolute | Qt::AlignVCenter),
                     text());
}

SectionHead::SectionHead(const QString &title, const QString &buttonName, const QString &add,
                         const QString &toolTip, QWidget *parent)
    : QWidget(parent)
{
    auto *name = new Label(TextSize::Small, LabelTone::Muted, TextWeight::SemiBold, this);
    name->setText(title);
    auto *button = makeToolButton(buttonName, u"plus"_s, add, toolTip, this);
    button->setFixedSize(buttonSide, buttonSide);
    button->setIconSize({tokens::sizeIconSmall, tokens::sizeIconSmall});
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(tokens::space[2] + tokens::space[3], 0, tokens::space[3], 0);
    row->setSpacing(0);
    row->addWidget(name, 1);
    row->addWidget(button);
    connect(button, &QToolButton::clicked, this, &SectionHead::addRequested);
}

} // namespace hobnob::desktop
