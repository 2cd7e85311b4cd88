// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomheader.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/toolbutton.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

/// A name is more than the topic beside it, but not all there is.
constexpr int nameShare = 2;

} // namespace

RoomHeader::RoomHeader(QWidget *parent)
    : QWidget(parent), m_mark(new QLabel(this)),
      m_name(new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this)),
      m_topic(new Label(TextSize::Small, LabelTone::Muted, this))
{
    setObjectName(u"roomHeader"_s);
    m_mark->setObjectName(u"roomMark"_s);
    m_name->setObjectName(u"roomTitle"_s);
    m_topic->setObjectName(u"roomTopic"_s);
    m_rooms = makeToolButton(u"roomsButton"_s, u"menu"_s, tr("Rooms"), tr("Show the rooms"), this);
    m_rooms->hide();
    m_people = makeToolButton(u"peopleButton"_s, u"users"_s, tr("People"),
                              tr("Show or hide people"), this);
    m_people->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_people->setMinimumSize(0, tokens::sizeHitTarget);
    m_people->setMaximumSize(QWIDGETSIZE_MAX, tokens::sizeHitTarget);
    m_people->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_people->setFont(textFont(font(), TextSize::Small));
    m_menu = makeToolButton(u"roomMenuButton"_s, u"ellipsis"_s, tr("This room"),
                            tr("What you can do with this room"), this);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(tokens::space[2], 0, tokens::space[2], 1);
    row->setSpacing(tokens::space[1]);
    row->addWidget(m_rooms);
    row->addSpacing(tokens::space[1]);
    row->addWidget(m_mark);
    row->addSpacing(2);
    row->addWidget(m_name);
    row->addSpacing(tokens::space[2]);
    row->addWidget(m_topic, 1);
    row->addWidget(m_people);
    row->addWidget(m_menu);
    setFixedHeight(headHeight);

    connect(m_rooms, &QToolButton::clicked, this, &RoomHeader::roomsRequested);
    connect(m_people, &QToolButton::clicked, this, &RoomHeader::peopleToggled);
    connect(m_menu, &QToolButton::clicked, this,
            [this] { Q_EMIT menuRequested(m_menu->mapToGlobal(m_menu->rect().bottomLeft())); });
    setRoom({});
}

void RoomHeader::setRoom(const Room &room)
{
    m_room = room;
    const bool named = !room.name.isEmpty();
    m_name->setElided(room.name);
    m_topic->setElided(room.topic);
    m_mark->setVisible(!room.mark.isEmpty());
    m_people->setVisible(named);
    m_menu->setVisible(named);
    m_people->setText(room.memberCount > 0 ? QLocale().toString(room.memberCount) : QString());
    m_people->setAccessibleName(tr("People: %1").arg(room.memberCount));
    setVisible(named || !m_rooms->isHidden());
    paintMark();
    place();
}

void RoomHeader::setRoomsButtonVisible(bool visible)
{
    m_rooms->setVisible(visible);
    setVisible(!m_room.name.isEmpty() || visible);
    place();
}

void RoomHeader::setMenuVisible(bool visible)
{
    m_menu->setVisible(visible && !m_room.name.isEmpty());
}

void RoomHeader::setPeopleShown(bool shown)
{
    m_people->setToolTip(shown ? tr("Hide people") : tr("Show people"));
}

void RoomHeader::place()
{
    // The name takes what it needs, up to its share; the topic has the rest.
    const int wanted = m_name->fontMetrics().horizontalAdvance(m_room.name) + tokens::space[1];
    const int fixed = m_people->sizeHint().width() + m_menu->width() +
                      (m_rooms->isHidden() ? 0 : m_rooms->width()) + 2 * tokens::space[6];
    const int room = std::max(0, width() - fixed);
    // What is elided would else take what is left.
    m_name->setSizePolicy(QSizePolicy::Fixed, m_name->sizePolicy().verticalPolicy());
    const bool hasTopic = !m_room.topic.isEmpty();
    m_name->setFixedWidth(std::min(wanted, hasTopic ? room * nameShare / (nameShare + 1) : room));
}

void RoomHeader::paintMark()
{
    if (!m_room.mark.isEmpty())
        m_mark->setPixmap(
            iconPixmap(m_room.mark, theme(this).muted, tokens::sizeIconSmall, devicePixelRatioF()));
}

void RoomHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme(this).surface);
    if (!m_room.name.isEmpty())
        painter.fillRect(QRect(0, height() - 1, width(), 1), theme(this).line);
}

void RoomHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintMark();
    if (event->type() == QEvent::FontChange)
        place();
}

void RoomHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

} // namespace hobnob::desktop
