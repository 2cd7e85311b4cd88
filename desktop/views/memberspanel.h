// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sidepanel.h"

#include <QTimer>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QModelIndex;
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;
class MemberListView;

/// The last column: who is in the room, and, where these are many, a field to search them.
class MembersPanel final : public SidePanel
{
    Q_OBJECT

public:
    explicit MembersPanel(QWidget *parent = nullptr);

    /// \a model: a MemberListModel, which outlives the panel.
    void setModel(QAbstractItemModel *model);
    void setCount(qint64 count);
    /// Another room: nobody was looked for there.
    void clearSearch();
    /// Over the middle it has a button that closes it; as a column it needs none.
    void setCloseVisible(bool visible);

Q_SIGNALS:
    void closeRequested();
    /// Somebody is looked for; empty: nobody any more.
    void searched(const QString &text);
    /// What one can do about somebody is asked for.
    void menuRequested(const QModelIndex &index, const QPoint &globalPlace);

private:
    Label *m_title;
    QToolButton *m_close;
    QLineEdit *m_search;
    MemberListView *m_list;
    QTimer m_pause;
};

} // namespace hobnob::desktop
