// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace hobnob::desktop
{

/// One section of the room list, as high as its rooms. The current row is the room that is shown;
/// keys and clicks choose another.
class RoomListView final : public QListView
{
    Q_OBJECT

public:
    RoomListView(const QString &objectName, const QString &accessibleName,
                 QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Makes the row current without roomChosen.
    void showCurrent(const QModelIndex &index);
    /// Goes to its first or last row, as who came by that key does.
    void enter(int key);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The person went to this row.
    void roomChosen(const QModelIndex &index);
    /// Qt::Key_Up or Qt::Key_Down goes past the first or the last row.
    void wentPast(int key);
    /// A context menu for the room was asked for.
    void menuRequested(const QModelIndex &index, const QPoint &globalPlace);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    bool m_showing = false;
};

} // namespace hobnob::desktop
