// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/ids.h"
#include "shared/result.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QMenu;
class QPoint;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class BrowseSheet;
class ChatClient;
class LeaveRoomSheet;
class MainWindow;
class NewRoomSheet;
class PeoplePicker;
class RoomListModel;

/// The ways into rooms and out of them, between the sheets that ask and the client: new rooms,
/// browsing, new messages, adding people, leaving. A sheet is built when it is first opened.
class RoomOffice final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    RoomOffice(ChatClient *client, RoomListModel *rooms, MainWindow *window,
               QObject *parent = nullptr);

    void makeRoom();
    void writeMessage();
    void browse();
    void addPeople(const RoomId &room);
    /// Asks first where one cannot come back by oneself.
    void leave(const RoomId &room);
    /// What one can do with the room.
    enum class Where { List, Header };
    void popUpMenu(const RoomId &room, Where where, const QPoint &place);
    /// Says what was refused beside what asked for it, or else below the composer or above
    /// the room.
    void tell(const Error &error);

Q_SIGNALS:
    /// One is in it and wants to see it.
    void roomChosen(const RoomId &room);
    void settingsRequested(const RoomId &room);

private:
    void wirePrompts();
    NewRoomSheet *newRoom();
    PeoplePicker *picker();
    void pick(const QList<UserId> &people);
    void find(const QString &text);
    void addBlocking(QMenu *menu, const RoomId &room);
    LeaveRoomSheet *leaveSheet();
    void closeSheets();

    ChatClient *m_client;
    RoomListModel *m_rooms;
    MainWindow *m_window;
    QPointer<NewRoomSheet> m_newRoom;
    QPointer<PeoplePicker> m_picker;
    QPointer<BrowseSheet> m_browse;
    QPointer<LeaveRoomSheet> m_leave;
    /// Where people are to be added.
    RoomId m_room;
    /// What one may be about to leave.
    RoomId m_leaving;
};

} // namespace hobnob::desktop
