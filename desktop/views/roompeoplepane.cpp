// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roompeoplepane.h"

#include "desktop/views/memberdelegate.h"
#include "desktop/views/searchlist.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int mostRows = 7;

} // namespace

RoomPeoplePane::RoomPeoplePane(QWidget *parent)
    : SettingsPane(u"roomPeoplePane"_s, tr("People"), parent),
      m_search(new SearchList(u"roomPeople"_s, tr("Search people"), mostRows, this)),
      m_add(makeButton(u"roomPeopleAdd"_s, tr("Add people…")))
{
    m_search->setModel(&m_found, new MemberDelegate(MemberDelegate::Titles::None, m_search->list()),
                       MemberDelegate::rowHeight(font()));
    column()->addWidget(m_search);
    addFoot({m_add});
    connect(m_search, &SearchList::searched, this, &RoomPeoplePane::searched);
    connect(m_search, &SearchList::taken, this, [this](const QModelIndex &index) {
        auto *list = m_search->list();
        const auto row = list->visualRect(index);
        Q_EMIT menuRequested(m_found.at(index.row()).face.id,
                             list->viewport()->mapToGlobal(QPoint(row.center().x(), row.bottom())));
    });
    connect(m_add, &QPushButton::clicked, this, &RoomPeoplePane::addRequested);
}

void RoomPeoplePane::setAddingAllowed(bool allowed)
{
    m_add->setVisible(allowed);
}

void RoomPeoplePane::showFound(const QString &text, const QList<PersonRow> &people)
{
    if (text != m_search->text())
        return;
    m_search->setNothing(tr("Nobody here is called that."));
    m_found.setRows(people);
}

void RoomPeoplePane::begin()
{
    clearFoot();
    m_search->setNothing({});
    m_search->begin();
}

QWidget *RoomPeoplePane::firstField()
{
    return m_search->field();
}

} // namespace hobnob::desktop
