// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/chatapplication.h"

#include "desktop/models/logwords.h"
#include "desktop/models/roomtitle.h"
#include "desktop/models/statustext.h"
#include "desktop/views/columns.h"
#include "desktop/views/composer.h"
#include "desktop/views/connectpage.h"
#include "desktop/views/icons.h"
#include "desktop/views/noticebar.h"
#include "desktop/views/quickjump.h"
#include "desktop/views/roompage.h"
#include "desktop/views/roomspanel.h"
#include "desktop/views/selfbar.h"

#include <QApplication>
#include <QLocale>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using Phase = ConnectionState::Phase;

namespace
{

// In the profile, beside the windows' states.
constexpr QLatin1StringView themeKey("theme");
/// When that was announced which the person has seen and put away.
constexpr QLatin1StringView announcementKey("announcement");
constexpr QLatin1StringView lightTheme("light");
constexpr QLatin1StringView darkTheme("dark");

} // namespace

ChatApplication::ChatApplication(StartOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)),
      m_profile(m_options.profileFolder.isEmpty() ? Profile::defaultFolder()
                                                  : m_options.profileFolder),
      m_client(&m_profile), m_roomList(&m_client), m_conversation(&m_client, &m_window),
      m_entrance(&m_client, &m_profile, m_window.connectPage()),
      m_office(&m_client, m_window.account()), m_rooms(&m_client, &m_roomList, &m_window),
      m_people(&m_client, &m_conversation, &m_window), m_settings(&m_client, &m_people, &m_window),
      m_moderation(&m_client, &m_people, &m_window)
{
    // Another folder is another person, or a trial: theirs stays there.
    if (m_options.profileFolder.isEmpty()) {
        m_keychain = makeKeychain();
        m_client.setVault(m_keychain.get());
    }
    chooseTheme();
    QApplication::setWindowIcon(applicationIcon());
    m_window.rooms()->setModel(&m_roomList);
    m_window.quickJump()->setModel(&m_roomList);
    m_window.restoreLayout(m_profile.windowState(u"main"_s));
    wireConnection();
    wireAccount();
    wireRooms();
    wirePresence();
    wireNotices();
}

ChatApplication::~ChatApplication()
{
    m_profile.setWindowState(u"main"_s, m_window.saveLayout());
}

void ChatApplication::chooseTheme()
{
    const auto kept = QString::fromLatin1(m_profile.windowState(themeKey));
    auto choice = kept == lightTheme  ? ThemeChoice::Light
                  : kept == darkTheme ? ThemeChoice::Dark
                                      : ThemeChoice::System;
    // What the command line asks for is for this run alone.
    choice = m_options.theme.value_or(choice);
    m_theme.choose(choice);
    m_window.setTheme(choice);
    connect(&m_window, &MainWindow::themeChosen, this, [this](ThemeChoice chosen) {
        m_theme.choose(chosen);
        const auto word = chosen == ThemeChoice::Light  ? lightTheme
                          : chosen == ThemeChoice::Dark ? darkTheme
                                                        : QLatin1StringView();
        m_profile.setWindowState(themeKey, QByteArray(word.data(), word.size()));
    });
}

void ChatApplication::start()
{
    const auto address = m_options.server.isEmpty() ? m_profile.lastAddress() : m_options.server;
    const auto name = m_options.name.isEmpty() ? m_profile.lastName() : m_options.name;
    const bool asked = !m_options.server.isEmpty() && !m_options.name.isEmpty();
    const bool known = m_profile.server(address).hasToken();
    if (name.isEmpty() || (!asked && !known)) {
        m_entrance.begin(address, name);
    } else {
        m_entrance.prepare(address, name);
        // The rooms at once; the first page only when something is wrong.
        m_window.showPage(MainWindow::Page::Chat);
        if (open(address, name)) {
            m_entered = m_client.rooms().count() > 0;
            if (m_entered)
                openFirstRoom();
            // First the picture, then the connection.
            QTimer::singleShot(0, this, &ChatApplication::goOnline);
        }
    }
    m_window.show();
}

void ChatApplication::wireConnection()
{
    connect(&m_entrance, &Entrance::enterRequested, this, &ChatApplication::enter);
    connect(&m_client, &ChatClient::stateChanged, this, &ChatApplication::showState);
    connect(&m_client, &ChatClient::loggedIn, this, &ChatApplication::greet);
    connect(&m_client, &ChatClient::pendingAdded, this, &ChatApplication::showState);
    connect(&m_client, &ChatClient::pendingRemoved, this, &ChatApplication::showState);
    // Behind the emptying of the composer, which takes what it says away.
    connect(
        &m_client, &ChatClient::keepingFailed, this,
        [this] {
            m_window.room()->composer()->showError(
                {ErrorCode::StorageFailed,
                 tr("This computer cannot keep what you write until it is sent. Leave Hobnob open, "
                    "and check the disk.")});
        },
        Qt::QueuedConnection);
    connect(m_window.room()->banner(), &StatusBanner::tryNowRequested, &m_client,
            &ChatClient::retryNow);
    connect(&m_window, &MainWindow::disconnectRequested, this, [this] {
        m_client.disconnectFromServer();
        goOut({});
    });
}

void ChatApplication::wireAccount()
{
    connect(&m_client, &ChatClient::selfChanged, this, &ChatApplication::showSelf);
    connect(&m_office, &AccountOffice::left, this, &ChatApplication::goOut);
}

void ChatApplication::goOut(const QString &notice)
{
    m_entered = false;
    m_window.showPage(MainWindow::Page::Connect);
    m_entrance.reopen(notice);
}

void ChatApplication::wireRooms()
{
    auto *list = m_window.rooms();
    const auto show = [this](const RoomId &room) {
        m_window.columns()->closeDrawer();
        m_conversation.open(room);
        m_window.room()->focusNext();
    };
    const auto choose = [this, show](const QModelIndex &index) {
        show(m_roomList.roomAt(index.row()));
    };
    connect(list, &RoomsPanel::roomChosen, this, choose);
    connect(m_window.quickJump(), &QuickJump::roomChosen, this, choose);
    connect(&m_rooms, &RoomOffice::roomChosen, this, show);
    connect(list, &RoomsPanel::menuRequested, this,
            [this](const QModelIndex &index, const QPoint &place) {
                m_rooms.popUpMenu(m_roomList.roomAt(index.row()), RoomOffice::Where::List, place);
            });
    connect(m_window.room()->header(), &RoomHeader::menuRequested, this,
            [this](const QPoint &place) {
                m_rooms.popUpMenu(m_conversation.room(), RoomOffice::Where::Header, place);
            });
    connect(&m_conversation, &Conversation::roomOpened, this, [this, list](const RoomId &room) {
        list->showCurrent(m_roomList.index(m_roomList.rowOf(room)));
        showTitle();
    });
    connect(&m_client, &ChatClient::roomOpened, this, show);
    connect(&m_client, &ChatClient::roomChanged, this, &ChatApplication::showTitle);
    connect(&m_client, &ChatClient::roomRemoved, this, &ChatApplication::showTitle);
    connect(&m_client, &ChatClient::roomsReset, this, &ChatApplication::showTitle);
    connect(&m_window, &MainWindow::nextRoomRequested, this, &ChatApplication::stepRoom);
    connect(&m_window, &MainWindow::nextUnreadRequested, this, &ChatApplication::stepUnread);
    connect(&m_window, &MainWindow::readRequested, &m_conversation, &Conversation::finish);
    connect(&m_window, &MainWindow::leaveRequested, this,
            [this] { m_rooms.leave(m_conversation.room()); });
}

void ChatApplication::wirePresence()
{
    connect(&m_activity, &ActivityWatcher::presenceChanged, this,
            [this](protocol::Presence presence) {
                m_client.setPresence(presence);
                showSelf();
            });
    connect(&m_window, &MainWindow::activeChanged, &m_conversation, &Conversation::setSeen);
}

void ChatApplication::wireNotices()
{
    connect(&m_rooms, &RoomOffice::settingsRequested, &m_settings, &RoomSettings::open);
    connect(&m_window, &MainWindow::roomSettingsRequested, this,
            [this] { m_settings.open(m_conversation.room()); });
    connect(&m_settings, &RoomSettings::addPeopleRequested, &m_rooms, &RoomOffice::addPeople);
    connect(&m_people, &PeopleOffice::failed, &m_rooms, &RoomOffice::tell);
    connect(&m_client, &ChatClient::membershipChanged, this,
            [this](const protocol::MembershipChanged &fact) {
                const auto *room = m_client.room(fact.room);
                const bool isIn = room && room->isJoined();
                // What else changed is in the log of the room.
                if (fact.joined != isIn || !fact.joined)
                    m_window.room()->notice()->setText(
                        membershipText(fact, room ? room->summary.name : QString()));
            });
    const auto announce = [this] {
        const auto &standing = m_client.moderation().announcement();
        const auto seen = m_profile.windowState(announcementKey).toLongLong();
        const bool isNew = standing && milliseconds(standing->time) != seen;
        m_window.room()->announcement()->setText(
            isNew ? tr("%1: %2").arg(standing->author.name, standing->text) : QString());
    };
    connect(&m_client.moderation(), &Moderation::announcementChanged, this, announce);
    connect(m_window.room()->announcement(), &NoticeBar::dismissed, this, [this] {
        if (const auto &standing = m_client.moderation().announcement())
            m_profile.setWindowState(announcementKey,
                                     QByteArray::number(milliseconds(standing->time)));
    });
}

bool ChatApplication::open(const QString &typed, const QString &name)
{
    const auto address = ServerAddress::parse(typed);
    if (!address) {
        m_window.showPage(MainWindow::Page::Connect);
        m_window.connectPage()->showError(address.error());
        return false;
    }
    m_entered = false;
    m_window.rooms()->setServerName(address->label());
    if (!m_client.open(*address, name))
        return false;
    showSelf();
    return true;
}

void ChatApplication::enter(const ServerAddress &address, const Credentials &credentials)
{
    m_entered = false;
    m_window.rooms()->setServerName(address.label());
    m_client.connectTo(address, credentials);
    showSelf();
    joinWantedRoom();
}

void ChatApplication::joinWantedRoom()
{
    if (!m_options.room.isEmpty() && m_client.state().phase != Phase::Refused)
        m_client.joinNamedRoom(std::exchange(m_options.room, {}));
}

void ChatApplication::goOnline()
{
    m_client.connectTo(m_client.address(), m_client.name());
    joinWantedRoom();
}

void ChatApplication::greet()
{
    const bool first = !std::exchange(m_entered, true);
    m_window.showPage(MainWindow::Page::Chat);
    showSelf();
    if (first || m_conversation.room().isEmpty())
        openFirstRoom();
}

void ChatApplication::openFirstRoom()
{
    const auto last = m_client.lastRoom();
    const auto *room = m_client.room(last);
    if (m_conversation.room().isEmpty() && room)
        m_conversation.open(last);
    else if (m_conversation.room().isEmpty() && m_roomList.rowCount() > 0 &&
             m_roomList.index(0).data(RoomListModel::Joined).toBool())
        m_conversation.open(m_roomList.roomAt(0));
    else
        m_conversation.open(m_conversation.room());
    m_window.room()->focusNext();
}

void ChatApplication::showState()
{
    const auto &state = m_client.state();
    auto *page = m_window.connectPage();
    page->setProgress(state.phase == Phase::Connecting ? ConnectPage::Progress::Connecting
                                                       : ConnectPage::Progress::Idle);
    const bool stuck =
        state.phase == Phase::Refused || (state.phase == Phase::Waiting && !m_entered);
    if (stuck) {
        m_window.showPage(MainWindow::Page::Connect);
        if (state.phase == Phase::Refused)
            page->showError(state.error);
        else
            page->showProblem(problemText(state, m_client.address().label()));
    }
    const bool offer = state.phase == Phase::Waiting;
    m_window.room()->banner()->setStatus(
        m_entered ? statusText(state, m_client.outbox().unsentCount()) : QString(),
        offer ? StatusBanner::Offer::TryNow : StatusBanner::Offer::Nothing);
    showSelf();
}

void ChatApplication::showSelf()
{
    auto *bar = m_window.rooms()->self();
    auto person = m_client.self();
    if (person.name.isEmpty())
        person.name = m_client.name();
    const auto look = m_client.looks().of(person.id);
    bar->setPerson({person.id, person.name, look.hue, look.picture});
    m_window.rooms()->setSignUpOffered(m_office.offersAccount());
    switch (m_client.state().phase) {
    case Phase::Online:
        if (m_activity.presence() == protocol::Presence::Here)
            bar->setState(SelfState::Here, tr("Here"));
        else
            bar->setState(SelfState::Away, tr("Away"));
        break;
    case Phase::Connecting:
        bar->setState(SelfState::Offline, tr("Connecting…"));
        break;
    case Phase::Waiting:
        bar->setState(SelfState::Offline, tr("Offline"));
        break;
    case Phase::Disconnected:
    case Phase::Refused:
        bar->setState(SelfState::Offline, tr("Disconnected"));
        break;
    }
}

void ChatApplication::showTitle()
{
    const auto *room = m_client.room(m_conversation.room());
    auto title =
        room ? tr("%1 – Hobnob").arg(roomTitle(room->summary, m_client.self().id)) : u"Hobnob"_s;
    if (const auto unread = m_roomList.unreadTotal(); unread > 0)
        title = u"(%1) %2"_s.arg(QLocale().toString(unread), title);
    m_window.setWindowTitle(title);
}

void ChatApplication::stepRoom(int step)
{
    // Those that one is in come first.
    int count = 0;
    while (count < m_roomList.rowCount() &&
           m_roomList.index(count).data(RoomListModel::Joined).toBool())
        ++count;
    if (count == 0)
        return;
    const int row = m_roomList.rowOf(m_conversation.room());
    const int next = row < 0 || row >= count ? 0 : (row + step + count) % count;
    m_conversation.open(m_roomList.roomAt(next));
    m_window.room()->focusNext();
}

void ChatApplication::stepUnread(int step)
{
    const int count = m_roomList.rowCount();
    const int row = m_roomList.rowOf(m_conversation.room());
    for (int i = 1; i <= count; ++i) {
        const int next = ((row + i * step) % count + count) % count;
        if (m_roomList.index(next).data(RoomListModel::Unread).toLongLong() > 0) {
            m_conversation.open(m_roomList.roomAt(next));
            m_window.room()->focusNext();
            return;
        }
    }
}

} // namespace hobnob::desktop
