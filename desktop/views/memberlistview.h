// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace hobnob::desktop
{

/// The people of a room. A click, Enter or the key for menus asks for what one can do about the one
/// that is current.
class MemberListView final : public QListView
{
    Q_OBJECT

public:
    explicit MemberListView(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// A section's title is not its first person.
    [[nodiscard]] QModelIndex indexAt(const QPoint &point) const override;

Q_SIGNALS:
    void menuRequested(const QModelIndex &index, const QPoint &globalPlace);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void askForMenu(const QModelIndex &index);
};

} // namespace hobnob::desktop
