// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/models/memberlistmodel.h"
#include "desktop/models/timelinecache.h"
#include "desktop/views/roomheader.h"
#include "desktop/writingguard.h"
#include "shared/ids.h"

#include <QObject>
#include <QPointer>

namespace hobnob::desktop
{

class ChatClient;
class MainWindow;
class RoomPage;
struct Room;
class TimelineModel;

/// Joins the room that is open to its page: what the page shows, what the person does there, what
/// was read, and the draft of each room. The client and the window outlive it.
class Conversation final : public QObject
{
    Q_OBJECT

public:
    Conversation(ChatClient *client, MainWindow *window, QObject *parent = nullptr);

    /// An empty id: none is open.
    void open(const RoomId &room);
    [[nodiscard]] const RoomId &room() const { return m_room; }
    [[nodiscard]] MemberListModel &members() { return m_members; }
    /// To the end, and all of it was read.
    void finish();
    /// Whether the person can be looking at it.
    void setSeen(bool seen);

Q_SIGNALS:
    void roomOpened(const RoomId &room);

private:
    void wireTimeline();
    void wireComposer();
    void wirePeople();
    void wireRoom();

    void send(const QString &text);
    void edit(const QString &text);
    void showRoom();
    [[nodiscard]] RoomHeader::Room headOf(const Room &room) const;
    void showEnd();
    void showTyping();
    void showLatest();
    void markNews();
    void markRead();
    [[nodiscard]] ClientId pendingAt(const QModelIndex &index) const;

    ChatClient *m_client;
    MainWindow *m_window;
    RoomPage *m_page;
    TimelineCache m_timelines;
    MemberListModel m_members;
    WritingGuard m_guard;
    QPointer<TimelineModel> m_timeline;
    RoomId m_room;
    /// The open room, while one waits to be let in.
    RoomId m_joining;
    bool m_seen = true;
};

} // namespace hobnob::desktop
