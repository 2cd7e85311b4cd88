// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/memberdelegate.h"

#include "desktop/models/memberlistmodel.h"
#include "desktop/views/personpainter.h"

#include <QPainter>

namespace hobnob::desktop
{

namespace
{

constexpr int inset = tokens::space[2];
constexpr int padding = tokens::space[2];
constexpr int dotSide = 8;

} // namespace

QSize MemberDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100,
            std::max(lineHeight(option.font), int(tokens::sizeAvatarSmall)) + tokens::space[2]};
}

void MemberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const auto &now = theme(option.palette);
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto box = option.rect.adjusted(inset, 0, -inset, 0);
    auto ground = now.sidebar;
    if (option.state & QStyle::State_MouseOver) {
        ground = now.hover;
        painter->setPen(Qt::NoPen);
        painter->setBrush(ground);
        painter->drawRoundedRect(box, tokens::radiusSmall, tokens::radiusSmall);
    }
    if ((option.state & QStyle::State_HasFocus)) {
        painter->setPen(QPen(now.focus, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), tokens::radiusSmall,
                                 tokens::radiusSmall);
    }

    const auto place = [&option, rightToLeft](QRect rect) {
        if (rightToLeft)
            rect.moveLeft(option.rect.left() + option.rect.right() - rect.right());
        return rect;
    };
    constexpr int side = tokens::sizeAvatarSmall;
    const QRect avatar(box.left() + padding, box.center().y() - side / 2 + 1, side, side);
    const UserId id(index.data(MemberListModel::UserIdText).toString());
    const auto name = index.data(MemberListModel::Name).toString();
    const auto presence =
        static_cast<protocol::Presence>(index.data(MemberListModel::PresenceKind).toInt());
    paintAvatar(*painter, place(avatar), id, name, now, option.font);
    const QRect dot(avatar.right() - dotSide + 3, avatar.bottom() - dotSide + 3, dotSide, dotSide);
    paintPresence(*painter, place(dot), presence, now, ground);

    const QRect text(avatar.right() + 1 + tokens::space[3] - 2, box.top(),
                     box.right() - avatar.right() - tokens::space[4], box.height());
    const bool self = index.data(MemberListModel::IsSelf).toBool();
    painter->setFont(option.font);
    painter->setPen(presence == protocol::Presence::Here ? now.text : now.muted);
    const auto align = (rightToLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignAbsolute |
                       Qt::AlignVCenter | Qt::TextSingleLine;
    const QFontMetrics metrics(option.font);
    // A long name may not push out who it is.
    const auto you = self ? tr("(you)") : QString();
    const int youWidth = self ? metrics.horizontalAdvance(u' ' + you) : 0;
    const auto shown = metrics.elidedText(name, Qt::ElideRight, text.width() - youWidth);
    painter->drawText(place(text), align, shown);
    if (self) {
        painter->setPen(now.muted);
        const int taken = metrics.horizontalAdvance(shown + u' ');
        painter->drawText(place(text.adjusted(taken, 0, 0, 0)), align, you);
    }
    painter->restore();
}

} // namespace hobnob::desktop
