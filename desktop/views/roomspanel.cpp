// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomspanel.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/selfbar.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomsPanel::RoomsPanel(QWidget *parent)
    : SidePanel(Edge::Right, parent),
      m_title(new Label(TextSize::Base, LabelTone::Text, TextWeight::SemiBold, this)),
      m_list(new RoomListView(this)), m_self(new SelfBar(this)),
      m_signUp(new QPushButton(tr("Make an account"), this))
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
    m_signUp->setObjectName(u"signUpButton"_s);
    m_signUp->setAccessibleName(m_signUp->text());
    m_signUp->setToolTip(tr("Keep your name, and sign in from anywhere"));
    m_signUp->hide();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(tokens::space[3], 0, tokens::space[3], 0);
    foot->addWidget(m_signUp);
    column->addLayout(foot);

    connect(add, &QToolButton::clicked, this, &RoomsPanel::newRoomRequested);
    connect(m_self, &SelfBar::clicked, this, &RoomsPanel::accountRequested);
    connect(m_signUp, &QPushButton::clicked, this, &RoomsPanel::signUpRequested);
    connect(jump, &QToolButton::clicked, this, &RoomsPanel::quickJumpRequested);
}

void RoomsPanel::setModel(QAbstractItemModel *model)
{
    m_list->setModel(model);
}

void RoomsPanel::setSignUpOffered(bool offered)
{
    m_signUp->setVisible(offered);
    // Its margin below, which without it would be an empty strip.
    layout()->setContentsMargins(1, 0, 1, offered ? int(tokens::space[3]) : 0);
}

void RoomsPanel::setServerName(const QString &name)
{
    m_title->setElided(name);
}

} // namespace hobnob::desktop
