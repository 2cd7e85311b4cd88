// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomspanel.h"

#include "desktop/models/roomlistmodel.h"
#include "desktop/views/label.h"
#include "desktop/views/roomlistview.h"
#include "desktop/views/sectionhead.h"
#include "desktop/views/selfbar.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

class SectionRows final : public QSortFilterProxyModel
{
public:
    SectionRows(RoomListModel::Section section, QObject *parent)
        : QSortFilterProxyModel(parent), m_section(section)
    {
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const auto index = sourceModel()->index(row, 0, parent);
        return index.data(RoomListModel::SectionKind).value<RoomListModel::Section>() == m_section;
    }

private:
    RoomListModel::Section m_section;
};

Label *makeHint(const QString &objectName, const QString &text, QWidget *parent)
{
    auto *hint = new Label(TextSize::Small, LabelTone::Muted, parent);
    hint->setObjectName(objectName);
    hint->setText(text);
    hint->setWordWrap(true);
    hint->setContentsMargins(tokens::space[2] + tokens::space[3], tokens::space[1],
                             tokens::space[4], tokens::space[2]);
    return hint;
}

} // namespace

RoomsPanel::RoomsPanel(QWidget *parent)
    : SidePanel(Edge::Right, parent),
      m_title(new Label(TextSize::Base, LabelTone::Text, TextWeight::SemiBold, this)),
      m_reports(new SectionButton(u"reportsButton"_s, u"flag"_s, {}, this)),
      m_scroll(new QScrollArea(this)), m_rooms{new RoomListView(u"roomList"_s, tr("Rooms")),
                                               new SectionRows(RoomListModel::Section::Rooms,
                                                               this)},
      m_directs{new RoomListView(u"directList"_s, tr("Direct messages")),
                new SectionRows(RoomListModel::Section::Directs, this)},
      m_self(new SelfBar(this)), m_signUp(new QPushButton(tr("Make an account"), this))
{
    setObjectName(u"roomsPanel"_s);
    m_title->setObjectName(u"serverName"_s);
    m_scroll->setObjectName(u"roomsScroll"_s);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(buildSections());
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->widget()->setAutoFillBackground(false);

    m_signUp->setObjectName(u"signUpButton"_s);
    m_signUp->setAccessibleName(m_signUp->text());
    m_signUp->setToolTip(tr("Keep your name, and sign in from anywhere"));
    m_signUp->hide();
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(tokens::space[3], 0, tokens::space[3], 0);
    foot->addWidget(m_signUp);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(m_reports);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_self);
    column->addLayout(foot);

    setReportCount(0);
    wireSection(m_rooms, m_directs);
    wireSection(m_directs, m_rooms);
    connect(m_reports, &SectionButton::clicked, this, &RoomsPanel::reportsRequested);
    connect(m_self, &SelfBar::clicked, this, &RoomsPanel::accountRequested);
    connect(m_signUp, &QPushButton::clicked, this, &RoomsPanel::signUpRequested);
}

QWidget *RoomsPanel::buildHead()
{
    auto *box = new QWidget(this);
    box->setFixedHeight(headHeight);
    auto *jump = makeToolButton(u"quickJumpButton"_s, u"search"_s, tr("Jump to a room"),
                                tr("Jump to a room (Ctrl+K)"), box);
    auto *head = new QHBoxLayout(box);
    head->setContentsMargins(tokens::space[2], 0, tokens::space[2], 0);
    head->setSpacing(0);
    head->addSpacing(tokens::space[3]);
    head->addWidget(m_title, 1);
    head->addWidget(jump);
    connect(jump, &QToolButton::clicked, this, &RoomsPanel::quickJumpRequested);
    return box;
}

QWidget *RoomsPanel::buildSections()
{
    auto *box = new QWidget;
    auto *rooms = new SectionHead(tr("Rooms"), u"newRoomButton"_s, tr("New room"),
                                  tr("New room (Ctrl+N)"), box);
    auto *directs = new SectionHead(tr("Direct messages"), u"newMessageButton"_s, tr("New message"),
                                    tr("New message (Ctrl+Shift+N)"), box);
    m_noRooms =
        makeHint(u"noRooms"_s, tr("You are in no room yet. Browse them, or make one."), box);
    m_noDirects =
        makeHint(u"noDirects"_s, tr("Write to somebody alone: press + and choose who."), box);
    auto *browse = new SectionButton(u"browseButton"_s, u"compass"_s, tr("Browse rooms"), box);

    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, tokens::space[2]);
    column->setSpacing(0);
    column->addWidget(rooms);
    column->addWidget(m_rooms.list);
    column->addWidget(m_noRooms);
    column->addWidget(browse);
    column->addSpacing(tokens::space[3]);
    column->addWidget(directs);
    column->addWidget(m_directs.list);
    column->addWidget(m_noDirects);
    column->addStretch();
    connect(rooms, &SectionHead::addRequested, this, &RoomsPanel::newRoomRequested);
    connect(directs, &SectionHead::addRequested, this, &RoomsPanel::newMessageRequested);
    connect(browse, &SectionButton::clicked, this, &RoomsPanel::browseRequested);
    return box;
}

void RoomsPanel::wireSection(const Section &section, const Section &other)
{
    section.list->setModel(section.rows);
    connect(section.list, &RoomListView::roomChosen, this,
            [this, section](const QModelIndex &index) {
                keepInSight(section);
                Q_EMIT roomChosen(section.rows->mapToSource(index));
            });
    connect(section.list, &RoomListView::menuRequested, this,
            [this, section](const QModelIndex &index, const QPoint &place) {
                Q_EMIT menuRequested(section.rows->mapToSource(index), place);
            });
    connect(section.list, &RoomListView::wentPast, other.list, [this, other](int key) {
        // The second section is below the first.
        if ((key == Qt::Key_Down) == (other.list == m_directs.list))
            other.list->enter(key);
    });
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(section.rows, change, this, &RoomsPanel::showHints);
    connect(section.rows, &QAbstractItemModel::layoutChanged, this, &RoomsPanel::showHints);
    connect(section.rows, &QAbstractItemModel::modelReset, this, &RoomsPanel::showHints);
}

void RoomsPanel::setModel(QAbstractItemModel *model)
{
    m_rooms.rows->setSourceModel(model);
    m_directs.rows->setSourceModel(model);
    showHints();
}

void RoomsPanel::showCurrent(const QModelIndex &index)
{
    for (const auto &section : {m_rooms, m_directs}) {
        const auto row = index.isValid() ? section.rows->mapFromSource(index) : QModelIndex();
        section.list->showCurrent(row);
        if (row.isValid())
            keepInSight(section);
    }
}

void RoomsPanel::keepInSight(const Section &section)
{
    const auto row = section.list->visualRect(section.list->currentIndex());
    const auto place = section.list->viewport()->mapTo(m_scroll->widget(), row.center());
    m_scroll->ensureVisible(place.x(), place.y(), 0, row.height());
}

void RoomsPanel::showHints()
{
    m_noRooms->setVisible(m_rooms.rows->rowCount() == 0);
    m_noDirects->setVisible(m_directs.rows->rowCount() == 0);
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

void RoomsPanel::setReportCount(qint64 count)
{
    m_reports->setText(count == 1 ? tr("One report waits")
                                  : tr("%n reports wait", nullptr, static_cast<int>(count)));
    m_reports->setAccessibleName(m_reports->text());
    m_reports->setVisible(count > 0);
}

} // namespace hobnob::desktop
