// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/linelist.h"

#include "desktop/views/label.h"
#include "desktop/views/linepainter.h"

#include <QListView>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

class LineDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {100, listLineHeight(option.font)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const auto *lines = static_cast<const LineListModel *>(index.model());
        paintListLine(*painter, option, lines->at(index.row()));
    }
};

} // namespace

LineList::LineList(const QString &name, const QString &label, int mostRows, QWidget *parent)
    : QWidget(parent), m_mostRows(mostRows), m_list(new QListView(this)),
      m_more(new QPushButton(tr("Show more"), this)),
      m_nothing(new Label(TextSize::Base, LabelTone::Muted, this))
{
    setObjectName(name);
    m_list->setObjectName(name + u"List"_s);
    m_list->setAccessibleName(label);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new LineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setTabKeyNavigation(false);
    auto see = m_list->palette();
    see.setColor(QPalette::Base, Qt::transparent);
    m_list->setPalette(see);
    m_list->viewport()->setAutoFillBackground(false);
    m_nothing->setObjectName(name + u"Nothing"_s);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(tokens::space[3], tokens::space[5], tokens::space[3],
                                  tokens::space[5]);
    m_more->setObjectName(name + u"More"_s);
    m_more->setAccessibleName(m_more->text());
    setFocusProxy(m_list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[2]);
    column->addWidget(m_list);
    column->addWidget(m_nothing);
    column->addWidget(m_more, 0, Qt::AlignHCenter);
    connect(m_more, &QPushButton::clicked, this, &LineList::moreRequested);
    connect(m_list, &QListView::activated, this, &LineList::activated);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &current) {
                // The focus alone makes one current, without marking it.
                if (current.isValid())
                    m_list->selectionModel()->select(current, QItemSelectionModel::ClearAndSelect);
                Q_EMIT currentChanged();
            });
    setLines({}, More::No);
}

void LineList::setLines(const QList<ListLine> &lines, More more)
{
    m_model.setRows(lines);
    const int shown = std::clamp(m_model.rowCount(), 1, m_mostRows);
    m_list->setFixedHeight(shown * listLineHeight(font()));
    m_list->setVisible(!lines.isEmpty());
    m_nothing->setVisible(lines.isEmpty());
    m_more->setVisible(more == More::Yes);
    Q_EMIT currentChanged();
}

void LineList::setNothing(const QString &sentence)
{
    m_nothing->setText(sentence);
}

QString LineList::current() const
{
    return m_list->currentIndex().data(LineListModel::Key).toString();
}

} // namespace hobnob::desktop
