// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/browsesheet.h"

#include "desktop/models/roomlistmodel.h"
#include "desktop/views/browsedelegate.h"
#include "desktop/views/label.h"
#include "desktop/views/searchlist.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 520;
constexpr int mostRows = 8;

/// Public rooms whose name or topic has the text, archived ones last, by name.
class PublicRooms final : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void look(const QString &text)
    {
        m_text = text;
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto index = sourceModel()->index(row, 0, parent);
        const auto has = [&](int role) {
            return index.data(role).toString().contains(m_text, Qt::CaseInsensitive);
        };
        return index.data(RoomListModel::Kind).toInt() ==
                   static_cast<int>(protocol::RoomKind::Public) &&
               (has(RoomListModel::Name) || has(RoomListModel::Topic));
    }

    [[nodiscard]] bool lessThan(const QModelIndex &a, const QModelIndex &b) const override
    {
        const bool first = a.data(RoomListModel::Archived).toBool();
        const bool second = b.data(RoomListModel::Archived).toBool();
        if (first != second)
            return second;
        return a.data(RoomListModel::Name)
                   .toString()
                   .localeAwareCompare(b.data(RoomListModel::Name).toString()) < 0;
    }

private:
    QString m_text;
};

} // namespace

BrowseSheet::BrowseSheet(QAbstractItemModel *model, QWidget *parent)
    : Sheet(cardWidth, parent), m_rooms(new PublicRooms(this)),
      m_search(new SearchList(u"browse"_s, tr("Search rooms"), mostRows, this)),
      m_open(new QPushButton(this))
{
    setObjectName(u"browseSheet"_s);
    addHead(u"browse"_s, tr("Browse rooms"));
    setAccessibleName(tr("Browse rooms"));
    m_rooms->setSourceModel(model);
    m_rooms->sort(0);
    m_search->setModel(m_rooms, new BrowseDelegate(m_search->list()),
                       BrowseDelegate::rowHeight(font()));
    content()->addWidget(m_search);
    m_open->setObjectName(u"browseOpen"_s);
    m_open->setDefault(true);
    auto *make = new QPushButton(tr("New room…"), this);
    make->setObjectName(u"browseNewRoom"_s);
    make->setAccessibleName(tr("New room"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(tokens::space[2]);
    buttons->addWidget(make);
    buttons->addStretch();
    buttons->addWidget(m_open);
    content()->addLayout(buttons);

    connect(m_search, &SearchList::searched, this, [this](const QString &text) {
        static_cast<PublicRooms *>(m_rooms)->look(text);
        m_search->setNothing(text.isEmpty() ? tr("There are no public rooms yet. Make the first.")
                                            : tr("No room is called that, or is about it."));
        m_search->markFirst();
        updateButton();
    });
    connect(m_search, &SearchList::currentChanged, this, &BrowseSheet::updateButton);
    // A click marks; what is marked is joined by the button, a double click or Enter.
    connect(m_search->list(), &QListView::doubleClicked, this, &BrowseSheet::choose);
    connect(m_search, &SearchList::entered, this, &BrowseSheet::choose);
    connect(m_open, &QPushButton::clicked, this,
            [this] { choose(m_search->list()->currentIndex()); });
    connect(make, &QPushButton::clicked, this, &BrowseSheet::newRoomRequested);
}

void BrowseSheet::ask()
{
    m_search->begin();
    open(m_search->field());
}

void BrowseSheet::updateButton()
{
    const auto current = m_search->list()->currentIndex();
    const bool joined = current.data(RoomListModel::Joined).toBool();
    m_open->setText(joined ? tr("Open") : tr("Join"));
    m_open->setAccessibleName(m_open->text());
    m_open->setEnabled(current.isValid());
}

void BrowseSheet::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto source = m_rooms->mapToSource(index);
    dismiss();
    Q_EMIT roomChosen(source);
}

} // namespace hobnob::desktop
