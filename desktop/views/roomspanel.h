// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/views/sidepanel.h"

#include <QModelIndex>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QPushButton;
class QScrollArea;
class QSortFilterProxyModel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class Label;
class RoomListView;
class SectionButton;
class SelfBar;

/// The first column: its title (the server), what waits for a moderator, the rooms and the direct
/// ones in sections of their own, and oneself.
class RoomsPanel final : public SidePanel
{
    Q_OBJECT

public:
    explicit RoomsPanel(QWidget *parent = nullptr);

    /// \a model: a RoomListModel, which outlives the panel.
    void setModel(QAbstractItemModel *model);
    /// \a index: a row of the model. Makes it current without roomChosen.
    void showCurrent(const QModelIndex &index);
    /// Guests are offered an account.
    void setSignUpOffered(bool offered);
    void setServerName(const QString &name);
    /// What waits for this person to look at it; 0: nothing is shown.
    void setReportCount(qint64 count);
    [[nodiscard]] SelfBar *self() const { return m_self; }

Q_SIGNALS:
    /// A row of the model.
    void roomChosen(const QModelIndex &index);
    void menuRequested(const QModelIndex &index, const QPoint &globalPlace);
    void newRoomRequested();
    void newMessageRequested();
    void browseRequested();
    void reportsRequested();
    /// What one can set about oneself.
    void accountRequested();
    /// A guest wants an account.
    void signUpRequested();
    void quickJumpRequested();

private:
    struct Section {
        RoomListView *list;
        QSortFilterProxyModel *rows;
    };

    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildSections();
    void wireSection(const Section &section, const Section &other);
    void showHints();
    void keepInSight(const Section &section);

    Label *m_title;
    SectionButton *m_reports;
    QScrollArea *m_scroll;
    Section m_rooms;
    Section m_directs;
    Label *m_noRooms;
    Label *m_noDirects;
    SelfBar *m_self;
    QPushButton *m_signUp;
};

} // namespace hobnob::desktop
