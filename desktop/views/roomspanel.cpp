// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomspanel.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/selfbar.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomsPanel::RoomsPanel(QWidget *parent)
    : SidePanel(Edge::Right, parent),
      m_title(new Label(TextSize::Base, LabelTone::Text, TextWeight::SemiBold, this)),
      m_list(new RoomListView(this)), m_self(new SelfBar(this))
{
    setObjectName(u"roomsPanel"_s);
    m_title->setObjectName(u"serverName"_s);
    auto *jump = makeToolButton(u"quickJumpButton"_s, u"search"_s, tr("Jump to a room"),
                                tr("Jump to a room (Ctrl+K)"), this);
    auto *add = makeToolButton(u"newRoomButton"_s, u"plus"_s, tr("New room"),
                               tr("New room (Ctrl+N)"), this);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(tokens::space[2], 0, tokens::space[2], 0);
    head->setSpacing(0);
    head->addSpacing(tokens::space[3]);
    head->addWidget(m_title, 1);
    head->addWidget(jump);
    head->addWidget(add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 0);
    column->setSpacing(0);
    auto *headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setFixedHeight(headHeight);
    column->addWidget(headBox);
    column->addWidget(m_list, 1);
    column->addWidget(m_self);

    connect(add, &QToolButton::clicked, this, &RoomsPanel::newRoomRequested);
    connect(jump, &QToolButton::clicked, this, &RoomsPanel::quickJumpRequested);
}

void RoomsPanel::setModel(QAbstractItemModel *model)
{
    m_list->setModel(model);
}

void RoomsPanel::setServerName(const QString &name)
{
    m_title->setElided(name);
}

} // namespace hobnob::desktop
