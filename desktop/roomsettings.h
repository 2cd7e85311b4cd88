// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shared/protocol/messages.h"
#include "shared/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace hobnob::desktop
{

class ChatClient;
class MainWindow;
class PeopleOffice;
class PersonListModel;
class RoomSheet;
class SettingsPane;
struct PersonRow;

/// Between a room's settings and the client: hands on what the pages ask for, and shows on the
/// right page what came of it. The sheet is built when it is first opened.
class RoomSettings final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    RoomSettings(ChatClient *client, PeopleOffice *people, MainWindow *window,
                 QObject *parent = nullptr);

    void open(const RoomId &room);

Q_SIGNALS:
    void addPeopleRequested(const RoomId &room);

private:
    RoomSheet *sheet();
    void wirePanes();
    void refresh();
    /// Asks, and says on \a pane what came of it: \a done, or why not.
    template <typename Request>
    void request(Request wanted, SettingsPane *pane, const QString &done);
    void search(const QString &text);
    [[nodiscard]] PersonRow rowOf(const protocol::Member &member) const;
    void popUpMenu(const UserId &person, const QPoint &place);
    void listSanctions();
    void loadAudit(std::optional<qint64> before);

    ChatClient *m_client;
    PeopleOffice *m_people;
    MainWindow *m_window;
    QPointer<RoomSheet> m_sheet;
    RoomId m_room;
    QString m_description;
    QString m_searched;
    QHash<UserId, protocol::Member> m_found;
};

} // namespace hobnob::desktop
