// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/memberspanel.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/memberdelegate.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QListView>
#include <QLocale>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

MembersPanel::MembersPanel(QWidget *parent)
    : SidePanel(Edge::Left, parent),
      m_title(new Label(TextSize::Base, LabelTone::Text, TextWeight::SemiBold, this)),
      m_list(new QListView(this))
{
    setObjectName(u"membersPanel"_s);
    m_title->setObjectName(u"membersTitle"_s);
    m_list->setObjectName(u"memberList"_s);
    m_list->setAccessibleName(tr("People in this room"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new MemberDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->setTabKeyNavigation(false);
    m_close = makeToolButton(u"closeMembers"_s, u"x"_s, tr("Hide people"), tr("Hide people"), this);

    auto *headBox = new QWidget(this);
    headBox->setFixedHeight(headHeight);
    auto *head = new QHBoxLayout(headBox);
    head->setContentsMargins(tokens::space[2], 0, tokens::space[2], 0);
    head->addSpacing(tokens::space[1]);
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addWidget(m_list, 1);
    connect(m_close, &QToolButton::clicked, this, &MembersPanel::closeRequested);
    setCount(0);
}

void MembersPanel::setModel(QAbstractItemModel *model)
{
    m_list->setModel(model);
}

void MembersPanel::setCloseVisible(bool visible)
{
    m_close->setVisible(visible);
}

void MembersPanel::setCount(qint64 count)
{
    m_title->setText(count > 0 ? tr("People  %1").arg(QLocale().toString(count)) : tr("People"));
}

} // namespace hobnob::desktop
