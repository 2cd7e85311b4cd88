// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomdelegate.h"

#include "desktop/models/roomlistmodel.h"
#include "desktop/models/roomtitle.h"
#include "desktop/views/icons.h"
#include "desktop/views/personpainter.h"

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
constexpr int markSide = 28;
constexpr int markGap = 10;
constexpr int dotSide = 9;
/// More does not fit a pill, and nobody counts on from there.
constexpr qint64 mostShown = 999;

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
    // Of two, it goes without saying who is the other.
    if (!said.isEmpty() && index.data(RoomListModel::LastAuthor) == index.data(RoomListModel::Name))
        return said;
    if (!said.isEmpty()) {
        const auto author = metrics.elidedText(index.data(RoomListModel::LastAuthor).toString(),
                                               Qt::ElideRight, width * 2 / 5);
        //: Who, and what they said.
        return RoomDelegate::tr("%1: %2").arg(author, said);
    }
    const auto kind = static_cast<protocol::RoomKind>(index.data(RoomListModel::Kind).toInt());
    if (kind == protocol::RoomKind::Direct)
        return RoomDelegate::tr("Nothing said yet");
    const auto people = index.data(RoomListModel::MemberCount).toInt();
    return people == 0   ? RoomDelegate::tr("Nobody here yet")
           : people == 1 ? RoomDelegate::tr("One person")
                         : RoomDelegate::tr("%1 people").arg(QLocale().toString(people));
}

/// What a row stands on: that it is current or pointed at. Returns its colour.
QColor paintGround(QPainter &painter, const QRect &box, const QStyleOptionViewItem &option,
                   const Theme &now)
{
    const bool current = option.state & QStyle::State_Selected;
    auto ground = now.sidebar;
    if (current || (option.state & QStyle::State_MouseOver)) {
        ground = current ? now.selection : now.hover;
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(box, tokens::radiusSmall + 2, tokens::radiusSmall + 2);
    }
    if (current) {
        QRect bar(box.left() + 3, box.top() + 9, barWidth, box.height() - 18);
        if (option.direction == Qt::RightToLeft)
            bar.moveRight(box.right() - 3);
        painter.setBrush(now.accent);
        painter.drawRoundedRect(bar, barWidth / 2.0, barWidth / 2.0);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter.setPen(QPen(now.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), tokens::radiusSmall + 1,
                                tokens::radiusSmall + 1);
    }
    return ground;
}

/// Whom one writes to, or what kind of room it is.
void paintMark(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
               const QModelIndex &index, const Theme &now, const QColor &ground)
{
    const auto faces = index.data(RoomListModel::Portraits).value<Faces>();
    if (!faces.isEmpty()) {
        paintAvatars(painter, rect, faces, now, option.font, ground);
        const int presence = index.data(RoomListModel::PresenceKind).toInt();
        if (presence < 0)
            return;
        QRect dot(rect.right() - dotSide + 3, rect.bottom() - dotSide + 3, dotSide, dotSide);
        if (option.direction == Qt::RightToLeft)
            dot.moveLeft(rect.left() - 2);
        paintPresence(painter, dot, static_cast<protocol::Presence>(presence), now, ground);
        return;
    }
    const auto kind = static_cast<protocol::RoomKind>(index.data(RoomListModel::Kind).toInt());
    const auto name = index.data(RoomListModel::Archived).toBool() ? u"archive"_s : roomMark(kind);
    QRect place(0, 0, tokens::sizeIconSmall, tokens::sizeIconSmall);
    place.moveCenter(rect.center());
    painter.drawPixmap(place, iconPixmap(name, now.muted, tokens::sizeIconSmall,
                                         painter.device()->devicePixelRatioF()));
}

/// The rest of \a rect beside what took \a by at its far end.
QRect narrower(const QRect &rect, int by, Qt::LayoutDirection direction)
{
    return direction == Qt::RightToLeft ? rect.adjusted(by, 0, 0, 0) : rect.adjusted(0, 0, -by, 0);
}

Qt::Alignment near(Qt::LayoutDirection direction)
{
    return (direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
           Qt::AlignVCenter;
}

void paintName(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
               const QModelIndex &index, const Theme &now)
{
    const auto small = textFont(option.font, TextSize::Small);
    const auto time = index.data(RoomListModel::LastTimeText).toString();
    int timeRoom = 0;
    if (!time.isEmpty()) {
        const bool rightToLeft = option.direction == Qt::RightToLeft;
        painter.setFont(small);
        painter.setPen(now.muted);
        painter.drawText(rect,
                         int((rightToLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignAbsolute |
                             Qt::AlignVCenter),
                         time);
        timeRoom = QFontMetrics(small).horizontalAdvance(time) + inset;
    }
    const bool isLoud = index.data(RoomListModel::Unread).toLongLong() > 0 ||
                        index.data(RoomListModel::IsNew).toBool();
    const auto area = narrower(rect, timeRoom, option.direction);
    const auto font =
        isLoud ? textFont(option.font, TextSize::Base, TextWeight::SemiBold) : option.font;
    painter.setFont(font);
    painter.setPen(index.data(RoomListModel::Archived).toBool() ? now.muted : now.text);
    painter.drawText(area, int(near(option.direction)) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(index.data(RoomListModel::Name).toString(),
                                                   Qt::ElideRight, area.width()));
}

/// What was said last, and how much of it is unread.
void paintLine(QPainter &painter, const QRect &rect, const QStyleOptionViewItem &option,
               const QModelIndex &index, const Theme &now)
{
    const auto direction = option.direction;
    const auto small = textFont(option.font, TextSize::Small);
    const auto pillFont = textFont(option.font, TextSize::Small, TextWeight::SemiBold);
    const auto unread = index.data(RoomListModel::Unread).toLongLong();
    const auto mentions = index.data(RoomListModel::Mentions).toLongLong();
    int pillRoom = 0;
    if (unread > 0)
        pillRoom = paintPill(painter, rect, pillText(unread), pillFont, now.unread, now.onUnread,
                             direction);
    else if (index.data(RoomListModel::IsNew).toBool())
        pillRoom = paintPill(painter, rect, RoomDelegate::tr("New"), pillFont, now.unread,
                             now.onUnread, direction);
    if (unread > 0 && mentions > 0)
        pillRoom +=
            paintPill(painter, narrower(rect, pillRoom - inset / 2, direction),
                      mentionText(mentions), pillFont, now.mention, now.onMention, direction) -
            inset / 2;
    const auto area = narrower(rect, pillRoom, direction);
    painter.setFont(small);
    painter.setPen(now.muted);
    painter.drawText(
        area, int(near(direction)) | Qt::TextSingleLine,
        QFontMetrics(small).elidedText(lineText(index, QFontMetrics(small), area.width()),
                                       Qt::ElideRight, area.width()));
}

} // namespace

int RoomDelegate::rowHeight(const QFont &font)
{
    return lineHeight(font) + lineHeight(textFont(font, TextSize::Small)) - 2 + 2 * linePadding;
}

QSize RoomDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, rowHeight(option.font)};
}

void RoomDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto &now = theme(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto box = option.rect.adjusted(inset, 1, -inset, -1);
    const auto ground = paintGround(*painter, box, option, now);
    const auto mirrored = [&option](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    const auto content = box.adjusted(padding, linePadding - 1, -padding, -linePadding + 1);
    const QRect mark(content.left(), box.center().y() - markSide / 2, markSide, markSide);
    paintMark(*painter, mirrored(mark), option, index, now, ground);

    QRect first = content.adjusted(markSide + markGap, 0, 0, 0);
    first.setHeight(lineHeight(option.font));
    QRect second = content.adjusted(markSide + markGap, 0, 0, 0);
    second.setTop(first.bottom() - 1);
    second.setBottom(content.bottom() + 1);
    paintName(*painter, mirrored(first), option, index, now);
    paintLine(*painter, mirrored(second), option, index, now);
    painter->restore();
}

} // namespace hobnob::desktop
