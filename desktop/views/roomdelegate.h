// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hobnob::desktop
{

/// Paints a line of the room list: what kind of room it is or whom one writes to, its name (bold
/// only when unread), a quiet last line, the time, the number of unread messages, and a bar at the
/// current one.
class RoomDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

    [[nodiscard]] static int rowHeight(const QFont &font);
};

} // namespace hobnob::desktop
