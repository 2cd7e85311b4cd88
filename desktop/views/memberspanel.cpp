// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/memberspanel.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"
#include "desktop/views/memberlistview.h"
#include "desktop/views/toolbutton.h"
#include "shared/limits.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

/// Fast typists ask once a word.
constexpr auto typingPause = 150ms;

} // namespace

MembersPanel::MembersPanel(QWidget *parent)
    : SidePanel(Edge::Left, parent),
      m_title(new Label(TextSize::Base, LabelTone::Text, TextWeight::SemiBold, this)),
      m_search(new QLineEdit(this)), m_list(new MemberListView(this))
{
    setObjectName(u"membersPanel"_s);
    m_title->setObjectName(u"membersTitle"_s);
    m_search->setObjectName(u"memberSearch"_s);
    m_search->setAccessibleName(tr("Search people"));
    m_search->setPlaceholderText(tr("Search people"));
    m_search->addAction(icon(u"search"_s, IconRole::Muted), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_search->hide();
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
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
    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(tokens::space[2], 0, tokens::space[2], 0);
    searchRow->addWidget(m_search);
    column->addLayout(searchRow);
    column->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this,
            [this] { Q_EMIT searched(m_search->text().trimmed()); });
    connect(m_list, &MemberListView::menuRequested, this, &MembersPanel::menuRequested);
    connect(m_close, &QToolButton::clicked, this, &MembersPanel::closeRequested);
    setCount(0);
}

void MembersPanel::setModel(QAbstractItemModel *model)
{
    m_list->setModel(model);
}

void MembersPanel::clearSearch()
{
    m_pause.stop();
    m_search->clear();
}

void MembersPanel::setCloseVisible(bool visible)
{
    m_close->setVisible(visible);
}

void MembersPanel::setCount(qint64 count)
{
    // What one page shows needs no search.
    m_search->setVisible(count > limits::memberPage);
    m_title->setText(count > 0 ? tr("People  %1").arg(QLocale().toString(count)) : tr("People"));
}

} // namespace hobnob::desktop
