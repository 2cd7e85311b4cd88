// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/searchlist.h"

#include "desktop/views/icons.h"
#include "desktop/views/label.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
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

SearchList::SearchList(const QString &name, const QString &label, int mostRows, QWidget *parent)
    : QWidget(parent), m_field(new QLineEdit(this)), m_list(new QListView(this)),
      m_nothing(new Label(TextSize::Base, LabelTone::Muted, this)), m_mostRows(mostRows)
{
    setObjectName(name);
    m_field->setObjectName(name + u"Field"_s);
    m_field->setAccessibleName(label);
    m_field->setPlaceholderText(label);
    m_field->addAction(icon(u"search"_s, IconRole::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setObjectName(name + u"List"_s);
    m_list->setAccessibleName(label);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->setUniformItemSizes(true);
    // Keys come from the field, which keeps the focus.
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->viewport()->setAutoFillBackground(false);
    auto see = m_list->palette();
    see.setColor(QPalette::Base, Qt::transparent);
    m_list->setPalette(see);
    m_nothing->setObjectName(name + u"Nothing"_s);
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setContentsMargins(tokens::space[3], tokens::space[5], tokens::space[3], 0);
    m_nothing->hide();
    setFocusProxy(m_field);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(tokens::space[2]);
    column->addWidget(m_field);
    column->addWidget(m_list);
    column->addWidget(m_nothing);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(m_field, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, [this] { Q_EMIT searched(text()); });
    connect(m_list, &QListView::clicked, this, &SearchList::taken);
}

void SearchList::setModel(QAbstractItemModel *model, QAbstractItemDelegate *delegate, int rowHeight)
{
    m_rowHeight = rowHeight;
    m_list->setItemDelegate(delegate);
    m_list->setModel(model);
    m_list->setFixedHeight(m_mostRows * rowHeight);
    m_nothing->setFixedHeight(m_mostRows * rowHeight);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, change, this, &SearchList::showSome);
    connect(model, &QAbstractItemModel::modelReset, this, &SearchList::showSome);
    connect(model, &QAbstractItemModel::layoutChanged, this, &SearchList::showSome);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &SearchList::currentChanged);
}

void SearchList::setNothing(const QString &sentence)
{
    m_nothing->setText(sentence);
    showSome();
}

void SearchList::begin()
{
    m_pause.stop();
    m_field->clear();
    m_list->setCurrentIndex({});
    Q_EMIT searched({});
}

QString SearchList::text() const
{
    return m_field->text().trimmed();
}

void SearchList::markFirst()
{
    if (!m_list->currentIndex().isValid() && m_list->model()->rowCount() > 0)
        m_list->setCurrentIndex(m_list->model()->index(0, 0));
}

void SearchList::showSome()
{
    const bool some = m_list->model() && m_list->model()->rowCount() > 0;
    m_list->setVisible(some);
    m_nothing->setVisible(!some);
    Q_EMIT currentChanged();
}

void SearchList::step(int by)
{
    const int count = m_list->model()->rowCount();
    if (count == 0)
        return;
    const int row = m_list->currentIndex().row();
    const int next = row < 0 ? (by > 0 ? 0 : count - 1) : (row + by + count) % count;
    m_list->setCurrentIndex(m_list->model()->index(next, 0));
}

bool SearchList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto current = m_list->currentIndex(); current.isValid()) {
            Q_EMIT entered(current);
            Q_EMIT taken(current);
        } else if (m_field->text().isEmpty()) {
            Q_EMIT finished();
        }
        return true;
    case Qt::Key_Backspace:
        if (m_field->text().isEmpty()) {
            Q_EMIT wentBack();
            return true;
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hobnob::desktop
