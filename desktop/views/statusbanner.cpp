// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/statusbanner.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int iconSide = tokens::sizeIconSmall;

} // namespace

StatusBanner::StatusBanner(QWidget *parent)
    : QWidget(parent), m_text(new Label(TextSize::Small, LabelTone::Text, this)),
      m_try(new QToolButton(this))
{
    setObjectName(u"statusBanner"_s);
    m_text->setObjectName(u"statusText"_s);
    m_text->setWordWrap(true);
    m_try->setObjectName(u"tryNow"_s);
    m_try->setText(tr("Try now"));
    m_try->setAccessibleName(m_try->text());
    m_try->setAutoRaise(true);
    m_try->setFont(textFont(font(), TextSize::Small, TextWeight::SemiBold));
    m_try->setMinimumHeight(28);
    m_try->setCursor(Qt::PointingHandCursor);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(tokens::space[2], tokens::space[1], tokens::space[2], tokens::space[1]);
    row->addSpacing(iconSide + tokens::space[3]);
    row->setSpacing(tokens::space[2]);
    row->addWidget(m_text, 1);
    row->addWidget(m_try);
    connect(m_try, &QToolButton::clicked, this, &StatusBanner::tryNowRequested);
    hide();
}

void StatusBanner::setStatus(const QString &text, Offer offer)
{
    m_text->setText(text);
    setAccessibleName(text);
    m_try->setVisible(offer == Offer::TryNow);
    setVisible(!text.isEmpty());
}

void StatusBanner::paintEvent(QPaintEvent *)
{
    const auto &now = theme(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(now.code);
    painter.drawRoundedRect(rect(), tokens::radiusSmall, tokens::radiusSmall);
    const bool rightToLeft = layoutDirection() == Qt::RightToLeft;
    const int x = rightToLeft ? width() - tokens::space[3] - iconSide : int(tokens::space[3]);
    painter.drawPixmap(QPoint(x, (height() - iconSide) / 2),
                       iconPixmap(u"wifi-off"_s, now.warning, iconSide, devicePixelRatioF()));
}

} // namespace hobnob::desktop
