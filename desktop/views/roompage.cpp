// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roompage.h"

#include "desktop/views/composer.h"
#include "desktop/views/emptystate.h"
#include "desktop/views/label.h"
#include "desktop/views/noticebar.h"
#include "desktop/views/timelineview.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomPage::RoomPage(QWidget *parent)
    : QWidget(parent), m_header(new RoomHeader(this)),
      m_announcement(new NoticeBar(u"announcement"_s, u"megaphone"_s, this)),
      m_notice(new NoticeBar(u"membershipNotice"_s, u"circle-alert"_s, this)),
      m_stack(new QStackedLayout), m_blank(new QWidget(this)), m_empty(new EmptyState(this)),
      m_timeline(new TimelineView(this)),
      m_typing(new Label(TextSize::Small, LabelTone::Muted, this)),
      m_banner(new StatusBanner(this)), m_composer(new Composer(this))
{
    setObjectName(u"roomPage"_s);
    m_empty->setObjectName(u"emptyState"_s);
    m_typing->setObjectName(u"typingLine"_s);
    // Its height is always there, so that nothing jumps when someone types.
    m_typing->setFixedHeight(lineHeight(m_typing->font()) + 2);

    m_stack->addWidget(m_blank);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_timeline);

    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(tokens::space[4], 0, tokens::space[4], tokens::space[4]);
    foot->setSpacing(0);
    auto *typingRow = new QHBoxLayout;
    typingRow->setContentsMargins(tokens::space[1], 0, 0, tokens::space[1]);
    typingRow->addWidget(m_typing);
    foot->addLayout(typingRow);
    foot->addWidget(m_banner);
    foot->addSpacing(tokens::space[1]);
    foot->addWidget(m_composer);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_announcement);
    column->addWidget(m_notice);
    column->addLayout(m_stack, 1);
    column->addLayout(foot);

    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_content == Content::NotJoined)
            Q_EMIT joinRequested();
        else if (m_content == Content::NoRoom)
            Q_EMIT browseRequested();
        else
            Q_EMIT newRoomRequested();
    });
    setContent(Content::Blank);
}

void RoomPage::setRoom(const RoomHeader::Room &room)
{
    m_name = room.name;
    m_header->setRoom(room);
    updateComposer();
}

void RoomPage::setContent(Content content)
{
    m_content = content;
    switch (content) {
    case Content::Blank:
        m_stack->setCurrentWidget(m_blank);
        break;
    case Content::NoRooms:
        m_empty->setContent(u"message-square-plus"_s, tr("No rooms yet"),
                            tr("Create the first one."), tr("New room"));
        m_stack->setCurrentWidget(m_empty);
        break;
    case Content::NoRoom:
        m_empty->setContent(u"message-square-plus"_s, tr("No room is open"),
                            tr("Choose one, or see which there are."), tr("Browse rooms"));
        m_stack->setCurrentWidget(m_empty);
        break;
    case Content::NotJoined:
        m_empty->setContent(u"log-in"_s, tr("You are not in this room"),
                            tr("Join it to read and write here."), tr("Join"));
        m_stack->setCurrentWidget(m_empty);
        break;
    case Content::Silence:
        m_empty->setContent(u"hash"_s, tr("Nothing here yet"), tr("Say hello."));
        m_stack->setCurrentWidget(m_empty);
        break;
    case Content::Messages:
        m_stack->setCurrentWidget(m_timeline);
        break;
    }
    updateComposer();
}

void RoomPage::updateComposer()
{
    const bool writable = m_content == Content::Silence || m_content == Content::Messages;
    m_composer->setRoomName(writable ? m_name : QString());
    m_composer->setVisible(writable);
}

void RoomPage::setTyping(const QString &text)
{
    m_typing->setElided(text);
}

void RoomPage::focusNext()
{
    const bool empty = m_stack->currentWidget() == m_empty;
    if (m_composer->isEnabled())
        m_composer->focusField();
    else if (!empty || !m_empty->focusAction())
        setFocus(Qt::OtherFocusReason);
}

void RoomPage::keyPressEvent(QKeyEvent *event)
{
    // Letters typed anywhere in the room are meant for the composer.
    const auto text = event->text();
    const bool typed = !text.isEmpty() && text.at(0).isPrint() &&
                       !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (!typed || !m_composer->isEnabled()) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_composer->focusField();
    QKeyEvent again(event->type(), event->key(), event->modifiers(), text);
    QCoreApplication::sendEvent(m_composer->focusProxy(), &again);
}

void RoomPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme(this).surface);
}

} // namespace hobnob::desktop
