// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace hobnob::desktop
{

/// Paints a line of a list of people: avatar with its dot of presence, the name, what they are
/// here, and what they say of themselves; in the list of a room also titles above those who are
/// here, away, and not there.
class MemberDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Titles { None, ByPresence };

    explicit MemberDelegate(Titles titles, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override;
    [[nodiscard]] static int rowHeight(const QFont &font);

private:
    [[nodiscard]] int titleHeight(const QFont &font, const QModelIndex &index) const;

    Titles m_titles;
};

} // namespace hobnob::desktop
