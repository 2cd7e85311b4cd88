// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hobnob::desktop
{

/// Paints a line of the room list: name (bold only when unread), a quiet last line, the time or the
/// number of unread messages, a bar at the current one, and above the first of a section its title.
class RoomDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;

    /// Height of the section's title above this row; 0 when it has none.
    [[nodiscard]] static int titleHeight(const QFont &font, const QModelIndex &index);
};

} // namespace hobnob::desktop
