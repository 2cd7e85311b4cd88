// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sidepanel.h"

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QListView;
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;

/// The last column: who is in the room.
class MembersPanel final : public SidePanel
{
    Q_OBJECT

public:
    explicit MembersPanel(QWidget *parent = nullptr);

    /// \a model: a MemberListModel, which outlives the panel.
    void setModel(QAbstractItemModel *model);
    void setCount(qint64 count);
    /// Over the middle it has a button that closes it; as a column it needs none.
    void setCloseVisible(bool visible);

Q_SIGNALS:
    void closeRequested();

private:
    Label *m_title;
    QToolButton *m_close;
    QListView *m_list;
};

} // namespace hobnob::desktop
