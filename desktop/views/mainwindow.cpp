// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/mainwindow.h"

#include "desktop/views/aboutsheet.h"
#include "desktop/views/accountsheet.h"
#include "desktop/views/columns.h"
#include "desktop/views/connectpage.h"
#include "desktop/views/icons.h"
#include "desktop/views/memberspanel.h"
#include "desktop/views/nameprompt.h"
#include "desktop/views/quickjump.h"
#include "desktop/views/roomheader.h"
#include "desktop/views/roompage.h"
#include "desktop/views/roomspanel.h"
#include "desktop/views/shortcutsheet.h"
#include "desktop/views/theme.h"
#include "desktop/views/themeswitcher.h"

#include <QActionGroup>
#include <QDataStream>
#include <QIODevice>
#include <QKeyEvent>
#include <QMenuBar>
#include <QStackedWidget>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QSize firstSize(1120, 740);
constexpr QSize leastSize(340, 420);
/// Of saveLayout(); a different one is not read.
constexpr qint32 layoutVersion = 1;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QMainWindow(parent), m_pages(new QStackedWidget(this)), m_connectPage(new ConnectPage),
      m_rooms(new RoomsPanel), m_room(new RoomPage), m_members(new MembersPanel),
      m_columns(new Columns(m_rooms, m_room, m_members)), m_account(new AccountSheet(this)),
      m_namePrompt(new NamePrompt(this)), m_quickJump(new QuickJump(this)),
      m_shortcuts(new ShortcutSheet(this)), m_about(new AboutSheet(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Hobnob"_s);
    setMinimumSize(leastSize);
    resize(firstSize);
    m_pages->setObjectName(u"pages"_s);
    m_pages->addWidget(m_connectPage);
    m_pages->addWidget(m_columns);
    setCentralWidget(m_pages);
    buildMenus();
    buildShortcutSheet();

    connect(m_rooms, &RoomsPanel::newRoomRequested, this, &MainWindow::newRoomRequested);
    connect(m_rooms, &RoomsPanel::newMessageRequested, this, &MainWindow::newMessageRequested);
    connect(m_rooms, &RoomsPanel::browseRequested, this, &MainWindow::browseRequested);
    connect(m_room, &RoomPage::newRoomRequested, this, &MainWindow::newRoomRequested);
    connect(m_room, &RoomPage::browseRequested, this, &MainWindow::browseRequested);
    connect(m_rooms, &RoomsPanel::accountRequested, m_account, &AccountSheet::ask);
    connect(m_rooms, &RoomsPanel::signUpRequested, m_account, &AccountSheet::askSignUp);
    connect(m_rooms, &RoomsPanel::quickJumpRequested, m_quickJump, &QuickJump::ask);
    connect(m_members, &MembersPanel::closeRequested, m_columns, &Columns::togglePeople);
    connect(m_room->header(), &RoomHeader::peopleToggled, m_columns, &Columns::togglePeople);
    connect(m_room->header(), &RoomHeader::roomsRequested, this,
            [this] { m_columns->openDrawer(Columns::Side::Rooms); });
    connect(m_columns, &Columns::arrangementChanged, this, &MainWindow::updateHeader);
    showPage(Page::Connect);
}

void MainWindow::buildMenus()
{
    const auto add = [this](QMenu *menu, const QString &name, const QString &text,
                            const QKeySequence &key, auto action) {
        auto *entry = menu->addAction(text, this, action);
        entry->setObjectName(name);
        entry->setShortcut(key);
        m_chatActions.append(entry);
        return entry;
    };
    auto *room = menuBar()->addMenu(tr("&Room"));
    add(room, u"newRoomAction"_s, tr("&New room…"), QKeySequence::New,
        [this] { Q_EMIT newRoomRequested(); });
    add(room, u"newMessageAction"_s, tr("New &message…"), Qt::CTRL | Qt::SHIFT | Qt::Key_N,
        [this] { Q_EMIT newMessageRequested(); });
    add(room, u"browseAction"_s, tr("&Browse rooms…"), Qt::CTRL | Qt::SHIFT | Qt::Key_B,
        [this] { Q_EMIT browseRequested(); });
    add(room, u"joinRoomAction"_s, tr("&Join by name…"), Qt::CTRL | Qt::Key_J,
        [this] { m_namePrompt->ask(); });
    m_settings = add(room, u"roomSettingsAction"_s, tr("Room &settings…"), {},
                     [this] { Q_EMIT roomSettingsRequested(); });
    m_leave =
        add(room, u"leaveRoomAction"_s, tr("&Leave room"), {}, [this] { Q_EMIT leaveRequested(); });
    room->addSeparator();
    add(room, u"accountAction"_s, tr("&Account…"), Qt::CTRL | Qt::Key_Comma,
        [this] { m_account->ask(); });
    add(room, u"disconnectAction"_s, tr("Change &server or name…"), {},
        [this] { Q_EMIT disconnectRequested(); });
    auto *quit = room->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setObjectName(u"quitAction"_s);
    quit->setShortcut(QKeySequence::Quit);

    auto *view = menuBar()->addMenu(tr("&View"));
    add(view, u"quickJumpAction"_s, tr("&Jump to a room…"), Qt::CTRL | Qt::Key_K,
        [this] { m_quickJump->ask(); });
    add(view, u"previousRoomAction"_s, tr("&Previous room"), Qt::ALT | Qt::Key_Up,
        [this] { Q_EMIT nextRoomRequested(-1); });
    add(view, u"nextRoomAction"_s, tr("&Next room"), Qt::ALT | Qt::Key_Down,
        [this] { Q_EMIT nextRoomRequested(1); });
    add(view, u"previousUnreadAction"_s, tr("Previous &unread room"),
        Qt::ALT | Qt::SHIFT | Qt::Key_Up, [this] { Q_EMIT nextUnreadRequested(-1); });
    add(view, u"nextUnreadAction"_s, tr("Next unrea&d room"), Qt::ALT | Qt::SHIFT | Qt::Key_Down,
        [this] { Q_EMIT nextUnreadRequested(1); });
    view->addSeparator();
    m_people = add(view, u"peopleAction"_s, tr("P&eople"), Qt::CTRL | Qt::SHIFT | Qt::Key_P,
                   [this] { m_columns->togglePeople(); });
    m_people->setCheckable(true);
    buildThemeMenu(view);

    auto *help = menuBar()->addMenu(tr("&Help"));
    auto *shortcuts = help->addAction(tr("&Keyboard shortcuts"), m_shortcuts, &ShortcutSheet::ask);
    shortcuts->setObjectName(u"shortcutsAction"_s);
    shortcuts->setShortcut(Qt::CTRL | Qt::Key_Slash);
    auto *about = help->addAction(tr("&About Hobnob"), m_about, &AboutSheet::ask);
    about->setObjectName(u"aboutAction"_s);
}

void MainWindow::buildThemeMenu(QMenu *view)
{
    auto *menu = view->addMenu(tr("&Theme"));
    menu->setObjectName(u"themeMenu"_s);
    m_themes = new QActionGroup(this);
    const auto add = [this, menu](ThemeChoice choice, const QString &name, const QString &text) {
        auto *entry = menu->addAction(text, this, [this, choice] { Q_EMIT themeChosen(choice); });
        entry->setObjectName(name);
        entry->setCheckable(true);
        entry->setData(QVariant::fromValue(choice));
        m_themes->addAction(entry);
    };
    add(ThemeChoice::System, u"systemThemeAction"_s, tr("As the &system"));
    add(ThemeChoice::Light, u"lightThemeAction"_s, tr("&Light"));
    add(ThemeChoice::Dark, u"darkThemeAction"_s, tr("&Dark"));
}

void MainWindow::setTheme(ThemeChoice choice)
{
    for (auto *action : m_themes->actions())
        action->setChecked(action->data().value<ThemeChoice>() == choice);
}

void MainWindow::buildShortcutSheet()
{
    const auto text = [](const QKeySequence &keys) {
        return keys.toString(QKeySequence::NativeText);
    };
    m_shortcuts->addRow(text(Qt::CTRL | Qt::Key_K), tr("Jump to a room"));
    m_shortcuts->addRow(tr("%1 or %2").arg(text(Qt::ALT | Qt::Key_Up), text(Qt::Key_Down)),
                        tr("Previous or next room"));
    m_shortcuts->addRow(
        tr("%1 or %2").arg(text(Qt::ALT | Qt::SHIFT | Qt::Key_Up), text(Qt::Key_Down)),
        tr("Previous or next unread room"));
    m_shortcuts->addRow(text(Qt::Key_Escape), tr("Mark as read and go to the end"));
    m_shortcuts->addRow(text(QKeySequence::New), tr("New room"));
    m_shortcuts->addRow(text(Qt::CTRL | Qt::SHIFT | Qt::Key_N), tr("New message"));
    m_shortcuts->addRow(text(Qt::CTRL | Qt::SHIFT | Qt::Key_B), tr("Browse rooms"));
    m_shortcuts->addRow(text(Qt::CTRL | Qt::Key_J), tr("Join a room by name"));
    m_shortcuts->addRow(text(Qt::CTRL | Qt::SHIFT | Qt::Key_P), tr("Show or hide people"));
    m_shortcuts->addRow(text(Qt::CTRL | Qt::Key_Comma), tr("Your account"));
    m_shortcuts->addRow(text(Qt::Key_Enter), tr("Send"));
    m_shortcuts->addRow(text(Qt::SHIFT | Qt::Key_Enter), tr("New line"));
    m_shortcuts->addRow(text(QKeySequence::Copy), tr("Copy the selected text or messages"));
    m_shortcuts->addRow(text(Qt::CTRL | Qt::Key_Slash), tr("This list"));
}

void MainWindow::showPage(Page page)
{
    if (page == Page::Connect) {
        m_columns->closeDrawer();
        m_account->dismiss();
    }
    m_pages->setCurrentWidget(page == Page::Connect ? static_cast<QWidget *>(m_connectPage)
                                                    : m_columns);
    for (auto *action : m_chatActions)
        action->setEnabled(page == Page::Chat);
    setLeaveEnabled(m_canLeave);
    if (page == Page::Connect)
        m_connectPage->focusFirst();
}

MainWindow::Page MainWindow::page() const
{
    return m_pages->currentWidget() == m_connectPage ? Page::Connect : Page::Chat;
}

void MainWindow::setLeaveEnabled(bool enabled)
{
    m_canLeave = enabled;
    for (auto *action : {m_settings, m_leave})
        action->setEnabled(enabled && page() == Page::Chat);
}

void MainWindow::updateHeader()
{
    m_room->header()->setRoomsButtonVisible(m_columns->roomsAreDrawer());
    m_room->header()->setPeopleShown(m_columns->isPeopleShown());
    m_people->setChecked(m_columns->isPeopleShown());
    m_members->setCloseVisible(m_columns->isDrawerOpen());
}

QByteArray MainWindow::saveLayout() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << layoutVersion << saveGeometry() << m_columns->isPeopleWanted();
    return state;
}

void MainWindow::restoreLayout(const QByteArray &state)
{
    QDataStream stream(state);
    qint32 version = 0;
    QByteArray geometry;
    bool people = true;
    stream >> version >> geometry >> people;
    if (stream.status() != QDataStream::Ok || version != layoutVersion)
        return;
    restoreGeometry(geometry);
    m_columns->setPeopleWanted(people);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange)
        Q_EMIT activeChanged(isActiveWindow());
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    if (m_columns->isDrawerOpen())
        m_columns->closeDrawer();
    else if (page() == Page::Chat)
        Q_EMIT readRequested();
}

} // namespace hobnob::desktop
