// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/accountoffice.h"
#include "desktop/client/chatclient.h"
#include "desktop/client/profile.h"
#include "desktop/conversation.h"
#include "desktop/entrance.h"
#include "desktop/models/roomlistmodel.h"
#include "desktop/moderationoffice.h"
#include "desktop/peopleoffice.h"
#include "desktop/platform/activitywatcher.h"
#include "desktop/platform/keychain.h"
#include "desktop/roomoffice.h"
#include "desktop/roomsettings.h"
#include "desktop/views/mainwindow.h"
#include "desktop/views/portraits.h"
#include "desktop/views/themeswitcher.h"

#include <QObject>

#include <optional>

namespace hobnob::desktop
{

/// What the command line asks for; empty means not given.
struct StartOptions {
    QString server;
    QString name;
    QString room;
    QString profileFolder;
    std::optional<ThemeChoice> theme = {};
};

/// The desktop program: builds its parts and connects them, one wire…() function a subsystem, so
/// that what causes what can be read here. Needs a QApplication; there is one.
class ChatApplication final : public QObject
{
    Q_OBJECT

public:
    explicit ChatApplication(StartOptions options, QObject *parent = nullptr);
    ~ChatApplication() override;

    /// Shows the window, with the rooms as they were when last we knew, and then connects, if it is
    /// known to where and as whom.
    void start();
    [[nodiscard]] MainWindow &window() { return m_window; }
    [[nodiscard]] ChatClient &client() { return m_client; }

private:
    void chooseTheme();
    void wireConnection();
    void wireAccount();
    void wireRooms();
    void wirePresence();
    void wireNotices();

    void enter(const ServerAddress &address, const Credentials &credentials);
    /// Takes what is kept of the server; false when there is no such address or name.
    bool open(const QString &address, const QString &name);
    void goOnline();
    /// Back to the first screen, by intent.
    void goOut(const QString &notice);
    void joinWantedRoom();
    void openFirstRoom();
    void showState();
    void showSelf();
    void showTitle();
    void greet();
    void stepRoom(int step);
    void stepUnread(int step);

    StartOptions m_options;
    ThemeSwitcher m_theme;
    Profile m_profile;
    std::unique_ptr<TokenVault> m_keychain;
    ChatClient m_client;
    Portraits m_portraits{&m_client.pictures()};
    RoomListModel m_roomList;
    MainWindow m_window;
    Conversation m_conversation;
    Entrance m_entrance;
    AccountOffice m_office;
    RoomOffice m_rooms;
    PeopleOffice m_people;
    RoomSettings m_settings;
    ModerationOffice m_moderation;
    ActivityWatcher m_activity;
    /// There are rooms to see: of a login since the person asked to connect, or of an earlier one
    /// that are kept here.
    bool m_entered = false;
};

} // namespace hobnob::desktop
