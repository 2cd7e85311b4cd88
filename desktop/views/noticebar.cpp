// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/noticebar.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/toolbutton.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

NoticeBar::NoticeBar(const QString &name, const QString &iconName, QWidget *parent)
    : QWidget(parent), m_icon(iconName), m_text(new Label(TextSize::Base, LabelTone::Text, this))
{
    setObjectName(name);
    m_text->setObjectName(name + u"Text"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = makeToolButton(name + u"Close"_s, u"x"_s, tr("Dismiss"), tr("Dismiss"), this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(tokens::space[4] + tokens::sizeIcon + tokens::space[3],
                            tokens::space[2], tokens::space[2], tokens::space[2]);
    row->addWidget(m_text, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT dismissed();
    });
    hide();
}

void NoticeBar::setText(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    if (text.isEmpty() || !QAccessible::isActive())
        return;
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.fillRect(rect(), now.code);
    painter.fillRect(QRect(0, height() - 1, width(), 1), now.line);
    constexpr int side = tokens::sizeIcon;
    const QRect mark(tokens::space[4], tokens::space[2] + (tokens::sizeHitTarget - side) / 2, side,
                     side);
    painter.drawPixmap(QStyle::visualRect(layoutDirection(), rect(), mark),
                       iconPixmap(m_icon, now.accent, side, devicePixelRatioF()));
}

} // namespace hobnob::desktop
