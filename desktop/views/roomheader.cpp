// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomheader.h"

#include "desktop/views/label.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomHeader::RoomHeader(QWidget *parent)
    : QWidget(parent),
      m_name(new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this))
{
    setObjectName(u"roomHeader"_s);
    m_name->setObjectName(u"roomTitle"_s);
    m_rooms = makeToolButton(u"roomsButton"_s, u"menu"_s, tr("Rooms"), tr("Show the rooms"), this);
    m_rooms->hide();
    m_people = makeToolButton(u"peopleButton"_s, u"users"_s, tr("People"),
                              tr("Show or hide people"), this);
    m_people->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_people->setMinimumSize(0, tokens::sizeHitTarget);
    m_people->setMaximumSize(QWIDGETSIZE_MAX, tokens::sizeHitTarget);
    m_people->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_people->setFont(textFont(font(), TextSize::Small));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(tokens::space[2], 0, tokens::space[2], 1);
    row->setSpacing(tokens::space[1]);
    row->addWidget(m_rooms);
    row->addSpacing(tokens::space[1]);
    row->addWidget(m_name, 1);
    row->addWidget(m_people);
    setFixedHeight(headHeight);

    connect(m_rooms, &QToolButton::clicked, this, &RoomHeader::roomsRequested);
    connect(m_people, &QToolButton::clicked, this, &RoomHeader::peopleToggled);
    setRoom({}, 0);
}

void RoomHeader::setRoom(const QString &name, qint64 memberCount)
{
    m_named = !name.isEmpty();
    m_name->setElided(name);
    m_people->setVisible(!name.isEmpty());
    m_people->setText(memberCount > 0 ? QLocale().toString(memberCount) : QString());
    m_people->setAccessibleName(tr("People: %1").arg(memberCount));
    setVisible(m_named || !m_rooms->isHidden());
}

void RoomHeader::setRoomsButtonVisible(bool visible)
{
    m_rooms->setVisible(visible);
    setVisible(m_named || visible);
}

void RoomHeader::setPeopleShown(bool shown)
{
    m_people->setToolTip(shown ? tr("Hide people") : tr("Show people"));
}

void RoomHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme(this).surface);
    if (m_named)
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme(this).line);
}

} // namespace hobnob::desktop
