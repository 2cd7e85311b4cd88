// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/sessiondelegate.h"

#include "desktop/models/sessionlistmodel.h"
#include "desktop/views/icons.h"
#include "desktop/views/theme.h"

#include <QPainter>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

int SessionDelegate::rowHeight(const QFont &font)
{
    return lineHeight(font) + lineHeight(textFont(font, TextSize::Small)) + 2 * tokens::space[2];
}

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    const auto &now = theme(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? now.selection : now.hover);
        painter->drawRoundedRect(option.rect, tokens::radiusSmall, tokens::radiusSmall);
    }
    const auto place = [&](int x, int y, int width, int height) {
        return QStyle::visualRect(option.direction, option.rect,
                                  QRect(option.rect.x() + x, option.rect.y() + y, width, height));
    };
    const bool isCurrent = index.data(SessionListModel::IsCurrent).toBool();
    const auto mark = place(tokens::space[3], (option.rect.height() - tokens::sizeIcon) / 2,
                            tokens::sizeIcon, tokens::sizeIcon);
    const auto ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(mark,
                        iconPixmap(u"monitor-smartphone"_s, isCurrent ? now.accent : now.muted,
                                   tokens::sizeIcon, ratio));
    const auto name = textFont(option.font, TextSize::Base, TextWeight::SemiBold);
    const auto small = textFont(option.font, TextSize::Small);
    const int left = tokens::space[3] + tokens::sizeIcon + tokens::space[3];
    const int width = option.rect.width() - left - tokens::space[3];
    const int first = lineHeight(option.font);
    const auto align = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) |
                           Qt::AlignVCenter | Qt::AlignAbsolute);
    painter->setFont(name);
    painter->setPen(now.text);
    painter->drawText(place(left, tokens::space[2], width, first), align,
                      QFontMetrics(name).elidedText(index.data(SessionListModel::Client).toString(),
                                                    Qt::ElideRight, width));
    painter->setFont(small);
    painter->setPen(now.muted);
    painter->drawText(place(left, tokens::space[2] + first, width, lineHeight(small)), align,
                      QFontMetrics(small).elidedText(
                          index.data(SessionListModel::Details).toString(), Qt::ElideRight, width));
    painter->restore();
}

QSize SessionDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), rowHeight(option.font)};
}

} // namespace hobnob::desktop
