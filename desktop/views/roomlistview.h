// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace hobnob::desktop
{

/// The room list. The current row is the room that is shown; keys and clicks choose another.
class RoomListView final : public QListView
{
    Q_OBJECT

public:
    explicit RoomListView(QWidget *parent = nullptr);

    /// A section's title is not its first room.
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;

    /// Makes the row current without roomChosen.
    void showCurrent(const QModelIndex &index);

Q_SIGNALS:
    /// The person went to this row.
    void roomChosen(const QModelIndex &index);
    /// A context menu for the room was asked for.
    void menuRequested(const QModelIndex &index, const QPoint &globalPlace);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    bool m_showing = false;
};

} // namespace hobnob::desktop
