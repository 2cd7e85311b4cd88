// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sidepanel.h"

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QPushButton;
class QStackedLayout;
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;
class RoomListView;
class SelfBar;

/// The first column: its title (the server), a button for a new room, the rooms, and oneself.
class RoomsPanel final : public SidePanel
{
    Q_OBJECT

public:
    explicit RoomsPanel(QWidget *parent = nullptr);

    /// \a model: a RoomListModel, which outlives the panel.
    void setModel(QAbstractItemModel *model);
    /// Guests are offered an account.
    void setSignUpOffered(bool offered);
    void setServerName(const QString &name);
    [[nodiscard]] RoomListView *list() const { return m_list; }
    [[nodiscard]] SelfBar *self() const { return m_self; }

Q_SIGNALS:
    void newRoomRequested();
    /// What one can set about oneself.
    void accountRequested();
    /// A guest wants an account.
    void signUpRequested();
    void quickJumpRequested();

private:
    Label *m_title;
    RoomListView *m_list;
    SelfBar *m_self;
    QPushButton *m_signUp;
};

} // namespace hobnob::desktop
