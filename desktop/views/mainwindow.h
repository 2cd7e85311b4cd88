// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

QT_BEGIN_NAMESPACE
class QActionGroup;
class QStackedWidget;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class AboutSheet;
class AccountSheet;
class Columns;
class ConnectPage;
class MembersPanel;
class NamePrompt;
class QuickJump;
class RoomPage;
class RoomsPanel;
class ShortcutSheet;
enum class ThemeChoice;

/// The window: lays its parts out, has the menus and their keys, and nothing else. What is chosen
/// goes out as signals; ChatApplication knows what to do about it.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    enum class Page { Connect, Chat };

    explicit MainWindow(QWidget *parent = nullptr);

    void showPage(Page page);
    [[nodiscard]] Page page() const;
    [[nodiscard]] ConnectPage *connectPage() const { return m_connectPage; }
    [[nodiscard]] RoomsPanel *rooms() const { return m_rooms; }
    [[nodiscard]] RoomPage *room() const { return m_room; }
    [[nodiscard]] MembersPanel *members() const { return m_members; }
    [[nodiscard]] AccountSheet *account() const { return m_account; }
    [[nodiscard]] NamePrompt *namePrompt() const { return m_namePrompt; }
    [[nodiscard]] QuickJump *quickJump() const { return m_quickJump; }
    [[nodiscard]] Columns *columns() const { return m_columns; }

    /// Marks it in the menu; does not emit themeChosen.
    void setTheme(ThemeChoice choice);
    /// Whether the menu can change and leave the room that is open.
    void setLeaveEnabled(bool enabled);
    /// Size, place and which columns are shown, for restoreLayout().
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &state);

Q_SIGNALS:
    void newRoomRequested();
    void newMessageRequested();
    void browseRequested();
    void roomSettingsRequested();
    void leaveRequested();
    void themeChosen(ThemeChoice choice);
    void disconnectRequested();
    /// The neighbour in the list of rooms; \a step: -1 or 1.
    void nextRoomRequested(int step);
    void nextUnreadRequested(int step);
    /// Escape, with nothing in the way that it would close.
    void readRequested();
    /// The window came to the front, or another did.
    void activeChanged(bool active);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildMenus();
    void buildThemeMenu(QMenu *view);
    void buildShortcutSheet();
    void updateHeader();

    QStackedWidget *m_pages;
    ConnectPage *m_connectPage;
    RoomsPanel *m_rooms;
    RoomPage *m_room;
    MembersPanel *m_members;
    Columns *m_columns;
    AccountSheet *m_account;
    NamePrompt *m_namePrompt;
    QuickJump *m_quickJump;
    ShortcutSheet *m_shortcuts;
    AboutSheet *m_about;
    /// Those that need a server.
    QList<QAction *> m_chatActions;
    QAction *m_settings = nullptr;
    QAction *m_leave = nullptr;
    QAction *m_people = nullptr;
    QActionGroup *m_themes = nullptr;
    bool m_canLeave = false;
};

} // namespace hobnob::desktop
