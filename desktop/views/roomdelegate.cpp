// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomdelegate.h"

#include "desktop/models/roomlistmodel.h"
#include "desktop/views/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int inset = tokens::space[2];
constexpr int padding = tokens::space[3];
constexpr int linePadding = 7;
constexpr int barWidth = 4;
/// More does not fit a pill, and nobody counts on from there.
constexpr qint64 mostShown = 999;

bool startsSection(const QModelIndex &index)
{
    const auto before = index.siblingAtRow(index.row() - 1);
    return !before.isValid() ||
           before.data(RoomListModel::SectionKind) != index.data(RoomListModel::SectionKind);
}

QString pillText(qint64 unread)
{
    const auto shown = QLocale().toString(std::min(unread, mostShown));
    return unread > mostShown ? shown + u'+' : shown;
}

/// Of one mention the sign alone: the count beside it says the rest.
QString mentionText(qint64 mentions)
{
    return mentions == 1 ? u"@"_s : u'@' + pillText(mentions);
}

/// A pill at the far end of \a line; returns the room it took.
int paintPill(QPainter &painter, const QRect &line, const QString &text, const QFont &font,
              const QColor &ground, const QColor &ink, Qt::LayoutDirection direction)
{
    const QFontMetrics metrics(font);
    const int height = metrics.height() + 2;
    const int width = std::max(height, metrics.horizontalAdvance(text) + 12);
    QRect pill(line.right() - width + 1, line.center().y() - height / 2, width, height);
    if (direction == Qt::RightToLeft)
        pill.moveLeft(line.left());
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(pill, Qt::AlignCenter, text);
    return width + inset;
}

/// The last message with its author, who leaves most of the \a width to the words.
QString lineText(const QModelIndex &index, const QFontMetrics &metrics, int width)
{
    const auto said = index.data(RoomListModel::LastText).toString();
    if (!said.isEmpty()) {
        const auto author = metrics.elidedText(index.data(RoomListModel::LastAuthor).toString(),
                                               Qt::ElideRight, width * 2 / 5);
        //: Who, and what they said.
        return RoomDelegate::tr("%1: %2").arg(author, said);
    }
    const auto people = index.data(RoomListModel::MemberCount).toInt();
    return people == 0   ? RoomDelegate::tr("Nobody here yet")
           : people == 1 ? RoomDelegate::tr("One person")
                         : RoomDelegate::tr("%1 people").arg(QLocale().toString(people));
}

} // namespace

int RoomDelegate::titleHeight(const QFont &font, const QModelIndex &index)
{
    if (!startsSection(index))
        return 0;
    const int line = lineHeight(textFont(font, TextSize::Small));
    return line + tokens::space[1] + (index.row() == 0 ? tokens::space[1] : tokens::space[4]);
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines =
        lineHeight(option.font) + lineHeight(textFont(option.font, TextSize::Small)) - 2;
    return {100, lines + 2 * linePadding + titleHeight(option.font, index)};
}

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto &now = theme(option.palette);
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    const auto align = (rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
                       Qt::AlignVCenter | Qt::TextSingleLine;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);

    auto row = option.rect;
    const auto small = textFont(option.font, TextSize::Small);
    if (const int title = titleHeight(option.font, index); title > 0) {
        const QRect area(row.left() + inset + padding, row.top(), row.width() - 2 * inset - padding,
                         title - tokens::space[1]);
        painter->setFont(textFont(option.font, TextSize::Small, TextWeight::SemiBold));
        painter->setPen(now.muted);
        const bool joined = index.data(RoomListModel::Joined).toBool();
        painter->drawText(area, (align & ~Qt::AlignVCenter) | Qt::AlignBottom,
                          joined ? tr("Your rooms") : tr("Other rooms"));
        row.setTop(row.top() + title);
    }

    const auto box = row.adjusted(inset, 1, -inset, -1);
    const bool current = option.state & QStyle::State_Selected;
    if (current || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(current ? now.selection : now.hover);
        painter->drawRoundedRect(box, tokens::radiusSmall + 2, tokens::radiusSmall + 2);
    }
    if (current) {
        QRect bar(box.left() + 3, box.top() + 9, barWidth, box.height() - 18);
        if (rightToLeft)
            bar.moveRight(box.right() - 3);
        painter->setBrush(now.accent);
        painter->drawRoundedRect(bar, barWidth / 2.0, barWidth / 2.0);
    }
    if ((option.state & QStyle::State_HasFocus) && current) {
        painter->setPen(QPen(now.focus, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), tokens::radiusSmall + 1,
                                 tokens::radiusSmall + 1);
    }

    const auto unread = index.data(RoomListModel::Unread).toLongLong();
    const auto content = box.adjusted(padding, linePadding - 1, -padding, -linePadding + 1);
    const int firstHeight = lineHeight(option.font);
    QRect first(content.left(), content.top(), content.width(), firstHeight);
    QRect second(content.left(), first.bottom() - 1, content.width(),
                 content.bottom() - first.bottom() + 2);

    const auto time = index.data(RoomListModel::LastTimeText).toString();
    int timeRoom = 0;
    if (!time.isEmpty()) {
        painter->setFont(small);
        painter->setPen(now.muted);
        painter->drawText(first,
                          (rightToLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute |
                              Qt::AlignVCenter,
                          time);
        timeRoom = QFontMetrics(small).horizontalAdvance(time) + inset;
    }
    const auto narrower = [rightToLeft](const QRect &rect, int by) {
        return rightToLeft ? rect.adjusted(by, 0, 0, 0) : rect.adjusted(0, 0, -by, 0);
    };
    const auto nameRect = narrower(first, timeRoom);
    const auto name =
        unread > 0 ? textFont(option.font, TextSize::Base, TextWeight::SemiBold) : option.font;
    painter->setFont(name);
    painter->setPen(now.text);
    painter->drawText(nameRect, align,
                      QFontMetrics(name).elidedText(index.data(RoomListModel::Name).toString(),
                                                    Qt::ElideRight, nameRect.width()));

    int pillRoom = 0;
    const auto pillFont = textFont(option.font, TextSize::Small, TextWeight::SemiBold);
    if (unread > 0)
        pillRoom = paintPill(*painter, second, pillText(unread), pillFont, now.unread, now.onUnread,
                             option.direction);
    const auto mentions = index.data(RoomListModel::Mentions).toLongLong();
    if (unread > 0 && mentions > 0)
        pillRoom +=
            paintPill(*painter, narrower(second, pillRoom - inset / 2), mentionText(mentions),
                      pillFont, now.mention, now.onMention, option.direction) -
            inset / 2;
    const auto lineRect = narrower(second, pillRoom);
    const auto line = lineText(index, QFontMetrics(small), lineRect.width());
    painter->setFont(small);
    painter->setPen(now.muted);
    painter->drawText(lineRect, align,
                      QFontMetrics(small).elidedText(line, Qt::ElideRight, lineRect.width()));
    painter->restore();
}

} // namespace hobnob::desktop
