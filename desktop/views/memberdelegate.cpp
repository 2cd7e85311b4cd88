// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/memberdelegate.h"

#include "desktop/models/memberlistmodel.h"
#include "desktop/views/badge.h"
#include "desktop/views/personpainter.h"

#include <QPainter>

namespace hobnob::desktop
{

using protocol::Presence;

namespace
{

constexpr int inset = tokens::space[2];
constexpr int padding = tokens::space[2];
constexpr int dotSide = 8;
constexpr int avatarSide = 28;
constexpr int badgeGap = 6;
/// Of whoever is not there.
constexpr double dimmed = 0.55;

Presence presenceOf(const QModelIndex &index)
{
    return static_cast<Presence>(index.data(MemberListModel::PresenceKind).toInt());
}

QString titleOf(Presence presence)
{
    switch (presence) {
    case Presence::Here:
        return MemberDelegate::tr("Here");
    case Presence::Away:
        return MemberDelegate::tr("Away");
    case Presence::Gone:
        return MemberDelegate::tr("Not here");
    }
    Q_UNREACHABLE();
}

int alignment(Qt::LayoutDirection direction, Qt::Alignment side)
{
    return int(QStyle::visualAlignment(direction, side) | Qt::AlignAbsolute | Qt::AlignVCenter) |
           Qt::TextSingleLine;
}

/// The name, whether it is oneself, and at the far end what they are here.
void paintNames(QPainter &painter, const QRect &line, const QStyleOptionViewItem &option,
                const QModelIndex &index, const Theme &now)
{
    const auto note = index.data(MemberListModel::NoteText).toString();
    const auto small = textFont(option.font, TextSize::Small);
    const auto place = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    QRect text = line;
    if (!note.isEmpty()) {
        painter.setFont(small);
        painter.setPen(now.muted);
        painter.drawText(place(text), alignment(option.direction, Qt::AlignRight), note);
        text.setRight(text.right() - QFontMetrics(small).horizontalAdvance(note) -
                      tokens::space[2]);
    }
    const QFontMetrics metrics(option.font);
    // A long name may not push out who it is.
    const bool self = index.data(MemberListModel::IsSelf).toBool();
    const bool isBot = index.data(MemberListModel::IsBot).toBool();
    const auto you = self ? MemberDelegate::tr("(you)") : QString();
    const int youWidth = self ? metrics.horizontalAdvance(u' ' + you) : 0;
    const int badge = isBot ? badgeWidth(small, botBadgeText()) : 0;
    const int most = text.width() - youWidth - (isBot ? badge + badgeGap : 0);
    const auto shown =
        metrics.elidedText(index.data(MemberListModel::Name).toString(), Qt::ElideRight, most);
    painter.setFont(option.font);
    painter.setPen(presenceOf(index) == Presence::Here ? now.text : now.muted);
    painter.drawText(place(text), alignment(option.direction, Qt::AlignLeft), shown);
    if (isBot) {
        const int left = text.left() + metrics.horizontalAdvance(shown) + badgeGap;
        paintBadge(painter, place({left, text.top(), badge, text.height()}), botBadgeText(), small,
                   now);
    }
    if (!self)
        return;
    painter.setPen(now.muted);
    text.setLeft(text.left() + metrics.horizontalAdvance(shown + u' '));
    painter.drawText(place(text), alignment(option.direction, Qt::AlignLeft), you);
}

} // namespace

MemberDelegate::MemberDelegate(Titles titles, QObject *parent)
    : QStyledItemDelegate(parent), m_titles(titles)
{
}

int MemberDelegate::rowHeight(const QFont &font)
{
    const int lines = lineHeight(font) + lineHeight(textFont(font, TextSize::Small)) - 4;
    return std::max(lines, avatarSide) + tokens::space[2];
}

int MemberDelegate::titleHeight(const QFont &font, const QModelIndex &index) const
{
    if (m_titles == Titles::None)
        return 0;
    const auto before = index.siblingAtRow(index.row() - 1);
    if (before.isValid() && presenceOf(before) == presenceOf(index))
        return 0;
    const int gap = before.isValid() ? tokens::space[4] : 0;
    return lineHeight(textFont(font, TextSize::Small)) + tokens::space[1] + gap;
}

QSize MemberDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {100, rowHeight(option.font) + titleHeight(option.font, index)};
}

void MemberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto &now = theme(option.palette);
    const auto presence = presenceOf(index);
    const auto small = textFont(option.font, TextSize::Small);
    const auto place = [&](const QRect &rect) {
        return QStyle::visualRect(option.direction, option.rect, rect);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    auto row = option.rect;
    if (const int title = titleHeight(option.font, index); title > 0) {
        const QRect area(row.left() + inset + padding, row.top(), row.width() - 2 * inset - padding,
                         title - tokens::space[1]);
        painter->setFont(textFont(option.font, TextSize::Small, TextWeight::SemiBold));
        painter->setPen(now.muted);
        painter->drawText(area,
                          int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                              Qt::AlignAbsolute | Qt::AlignBottom),
                          titleOf(presence));
        row.setTop(row.top() + title);
    }
    const int margin = m_titles == Titles::ByPresence ? inset : 0;
    const auto box = row.adjusted(margin, 0, -margin, 0);
    // In a sheet people stand on its card.
    auto ground = m_titles == Titles::ByPresence ? now.sidebar : now.raised;
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        ground = selected ? now.selection : now.hover;
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawRoundedRect(box, tokens::radiusSmall, tokens::radiusSmall);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(now.focus, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), tokens::radiusSmall,
                                 tokens::radiusSmall);
    }
    const QRect avatar(box.left() + padding, box.center().y() - avatarSide / 2 + 1, avatarSide,
                       avatarSide);
    painter->setOpacity(presence == Presence::Gone ? dimmed : 1.0);
    paintAvatar(*painter, place(avatar), index.data(MemberListModel::Portrait).value<Face>(), now,
                option.font);
    painter->setOpacity(1.0);
    const QRect dot(avatar.right() - dotSide + 3, avatar.bottom() - dotSide + 3, dotSide, dotSide);
    paintPresence(*painter, place(dot), presence, now, ground);

    QRect text = box.adjusted(padding + avatarSide + 10, 0, -padding, 0);
    const auto status = index.data(MemberListModel::StatusText).toString();
    if (status.isEmpty()) {
        paintNames(*painter, text, option, index, now);
    } else {
        const int first = lineHeight(option.font);
        const int top = box.center().y() - (first + lineHeight(small) - 4) / 2;
        paintNames(*painter, QRect(text.left(), top, text.width(), first), option, index, now);
        const QRect line(text.left(), top + first - 4, text.width(), lineHeight(small));
        painter->setFont(small);
        painter->setPen(now.muted);
        painter->drawText(place(line), alignment(option.direction, Qt::AlignLeft),
                          QFontMetrics(small).elidedText(status, Qt::ElideRight, line.width()));
    }
    painter->restore();
}

} // namespace hobnob::desktop
