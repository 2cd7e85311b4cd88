// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/quickjump.h"

#include "desktop/models/roomlistmodel.h"
#include "desktop/views/icons.h"
#include "desktop/views/label.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 480;
constexpr int mostRows = 8;
constexpr int rowHeight = 38;

class JumpDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &) const override
    {
        return {100, std::max(rowHeight, lineHeight(option.font) + 2 * tokens::space[2])};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const auto &now = theme(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(now.selection);
            painter->drawRoundedRect(option.rect, tokens::radiusSmall, tokens::radiusSmall);
        }
        const bool rightToLeft = option.direction == Qt::RightToLeft;
        const auto area = option.rect.adjusted(tokens::space[3], 0, -tokens::space[3], 0);
        const auto unread = index.data(RoomListModel::Unread).toInt();
        const auto small = textFont(option.font, TextSize::Small);
        const auto note =
            unread > 0 ? QCoreApplication::translate("QuickJump", "%n unread", nullptr, unread)
            : index.data(RoomListModel::Joined).toBool()
                ? QString()
                : QCoreApplication::translate("QuickJump", "Not joined");
        const int noteWidth = QFontMetrics(small).horizontalAdvance(note) + tokens::space[2];
        painter->setFont(small);
        painter->setPen(now.muted);
        painter->drawText(area,
                          (rightToLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute |
                              Qt::AlignVCenter,
                          note);
        const auto font = textFont(option.font, TextSize::Base,
                                   unread > 0 ? TextWeight::SemiBold : TextWeight::Normal);
        const auto names =
            rightToLeft ? area.adjusted(noteWidth, 0, 0, 0) : area.adjusted(0, 0, -noteWidth, 0);
        painter->setFont(font);
        painter->setPen(now.text);
        painter->drawText(names,
                          (rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
                              Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(index.data(RoomListModel::Name).toString(),
                                                        Qt::ElideRight, names.width()));
        painter->restore();
    }
};

} // namespace

QuickJump::QuickJump(QWidget *parent)
    : Sheet(cardWidth, parent), m_field(new QLineEdit(this)), m_list(new QListView(this)),
      m_nothing(new Label(TextSize::Base, LabelTone::Muted, this)),
      m_filter(new QSortFilterProxyModel(this))
{
    setObjectName(u"quickJump"_s);
    setAccessibleName(tr("Jump to a room"));
    m_field->setObjectName(u"quickJumpField"_s);
    m_field->setAccessibleName(tr("Room"));
    m_field->setPlaceholderText(tr("Jump to a room"));
    m_field->addAction(icon(u"search"_s, IconRole::Muted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setObjectName(u"quickJumpList"_s);
    m_list->setAccessibleName(tr("Rooms"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new JumpDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->viewport()->setAutoFillBackground(false);
    m_nothing->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothing->setText(tr("No room has this name."));
    m_nothing->setContentsMargins(0, tokens::space[4], 0, tokens::space[4]);
    m_nothing->hide();
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_filter);

    content()->setContentsMargins(tokens::space[3], tokens::space[3], tokens::space[3],
                                  tokens::space[3]);
    content()->setSpacing(tokens::space[2]);
    content()->addWidget(m_field);
    content()->addWidget(m_list);
    content()->addWidget(m_nothing);
    connect(m_field, &QLineEdit::textChanged, this, &QuickJump::filter);
    connect(m_list, &QListView::clicked, this, &QuickJump::choose);
}

void QuickJump::setModel(QAbstractItemModel *model)
{
    m_filter->setSourceModel(model);
    m_filter->setFilterRole(RoomListModel::Name);
}

void QuickJump::ask()
{
    m_field->clear();
    filter({});
    open(m_field);
}

void QuickJump::filter(const QString &text)
{
    m_filter->setFilterFixedString(text.trimmed());
    const bool some = m_filter->rowCount() > 0;
    // The card is as high as what was found.
    if (some)
        m_list->setFixedHeight(std::min(m_filter->rowCount(), mostRows) *
                               m_list->sizeHintForRow(0));
    m_list->setVisible(some);
    m_nothing->setVisible(!some);
    m_list->setCurrentIndex(m_filter->index(0, 0));
}

void QuickJump::step(int by)
{
    const int count = m_filter->rowCount();
    if (count == 0)
        return;
    const int row = (m_list->currentIndex().row() + by + count) % count;
    m_list->setCurrentIndex(m_filter->index(row, 0));
}

void QuickJump::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const auto source = m_filter->mapToSource(index);
    dismiss();
    Q_EMIT roomChosen(source);
}

bool QuickJump::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose(m_list->currentIndex());
            return true;
        default:
            break;
        }
    }
    return Sheet::eventFilter(watched, event);
}

} // namespace hobnob::desktop
