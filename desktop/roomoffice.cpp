// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/roomoffice.h"

#include "desktop/client/chatclient.h"
#include "desktop/client/rights.h"
#include "desktop/models/roomlistmodel.h"
#include "desktop/models/roomtitle.h"
#include "desktop/models/statustext.h"
#include "desktop/views/browsesheet.h"
#include "desktop/views/composer.h"
#include "desktop/views/icons.h"
#include "desktop/views/leaveroomsheet.h"
#include "desktop/views/mainwindow.h"
#include "desktop/views/nameprompt.h"
#include "desktop/views/newroomsheet.h"
#include "desktop/views/noticebar.h"
#include "desktop/views/peoplepicker.h"
#include "desktop/views/roompage.h"

#include <QMenu>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomOffice::RoomOffice(ChatClient *client, RoomListModel *rooms, MainWindow *window,
                       QObject *parent)
    : QObject(parent), m_client(client), m_rooms(rooms), m_window(window)
{
    wirePrompts();
}

void RoomOffice::wirePrompts()
{
    connect(m_window, &MainWindow::newRoomRequested, this, &RoomOffice::makeRoom);
    connect(m_window, &MainWindow::newMessageRequested, this, &RoomOffice::writeMessage);
    connect(m_window, &MainWindow::browseRequested, this, &RoomOffice::browse);
    connect(m_window->namePrompt(), &NamePrompt::nameGiven, m_client, &ChatClient::joinNamedRoom);
    connect(m_client, &ChatClient::roomCreationFailed, this, &RoomOffice::tell);
    connect(m_client, &ChatClient::directFailed, this, &RoomOffice::tell);
    connect(m_client, &ChatClient::roomJoinFailed, this,
            [this](const RoomId &, const Error &error) { tell(error); });
    connect(m_client, &ChatClient::roomLeaveFailed, this,
            [this](const RoomId &, const Error &error) { tell(error); });
    connect(m_client, &ChatClient::roomOpened, this, &RoomOffice::closeSheets);
}

void RoomOffice::closeSheets()
{
    m_window->namePrompt()->dismiss();
    if (m_newRoom)
        m_newRoom->dismiss();
    if (m_picker && m_picker->purpose() == PeoplePicker::Purpose::Message)
        m_picker->dismiss();
    if (m_leave)
        m_leave->dismiss();
}

NewRoomSheet *RoomOffice::newRoom()
{
    if (!m_newRoom) {
        m_newRoom = new NewRoomSheet(m_window);
        connect(m_newRoom, &NewRoomSheet::makeRequested, m_client, &ChatClient::createRoom);
    }
    return m_newRoom;
}

PeoplePicker *RoomOffice::picker()
{
    if (!m_picker) {
        m_picker = new PeoplePicker(m_window);
        connect(m_picker, &PeoplePicker::searched, this, &RoomOffice::find);
        connect(m_picker, &PeoplePicker::picked, this,
                [this](PeoplePicker::Purpose, const QList<UserId> &people) { pick(people); });
    }
    return m_picker;
}

void RoomOffice::makeRoom()
{
    newRoom()->ask(m_client->account().self().kind);
}

void RoomOffice::writeMessage()
{
    picker()->ask(PeoplePicker::Purpose::Message);
}

void RoomOffice::addPeople(const RoomId &room)
{
    const auto *there = m_client->room(room);
    if (!there)
        return;
    m_room = room;
    picker()->ask(PeoplePicker::Purpose::Add, there->summary.name);
}

void RoomOffice::browse()
{
    if (!m_browse) {
        m_browse = new BrowseSheet(m_rooms, m_window);
        connect(m_browse, &BrowseSheet::newRoomRequested, this, [this] {
            m_browse->dismiss();
            makeRoom();
        });
        connect(m_browse, &BrowseSheet::roomChosen, this, [this](const QModelIndex &index) {
            const auto room = m_rooms->roomAt(index.row());
            const auto *there = m_client->room(room);
            if (there && there->isJoined())
                Q_EMIT roomChosen(room);
            else
                m_client->joinRoom(room);
        });
    }
    m_browse->ask();
}

LeaveRoomSheet *RoomOffice::leaveSheet()
{
    if (!m_leave) {
        m_leave = new LeaveRoomSheet(m_window);
        connect(m_leave, &LeaveRoomSheet::confirmed, this,
                [this] { m_client->leaveRoom(m_leaving); });
    }
    return m_leave;
}

void RoomOffice::leave(const RoomId &room)
{
    const auto *there = m_client->room(room);
    if (!there || there->summary.kind != protocol::RoomKind::Private) {
        m_client->leaveRoom(room);
        return;
    }
    m_leaving = room;
    leaveSheet()->ask(there->summary.name);
}

void RoomOffice::find(const QString &text)
{
    m_client->inquiries().ask(protocol::FindPeople{{}, text}, m_picker,
                              [this, text](const Result<protocol::PeopleFound> &answer) {
                                  if (!answer) {
                                      m_picker->showError(answer.error());
                                      return;
                                  }
                                  m_client->looks().noteAll(answer->people);
                                  m_picker->showFound(text, answer->people);
                              });
}

void RoomOffice::pick(const QList<UserId> &people)
{
    if (m_picker->purpose() == PeoplePicker::Purpose::Message) {
        m_client->openDirect(people);
        return;
    }
    m_client->inquiries().ask(protocol::AddPeople{{}, m_room, people}, m_picker,
                              [this](const Result<protocol::Accepted> &answer) {
                                  if (answer)
                                      m_picker->dismiss();
                                  else
                                      m_picker->showError(answer.error());
                              });
}

void RoomOffice::tell(const Error &error)
{
    if (m_newRoom && m_newRoom->isVisible())
        m_newRoom->showError(error);
    else if (m_picker && m_picker->isVisible())
        m_picker->showError(error);
    else if (m_window->namePrompt()->isVisible())
        m_window->namePrompt()->showError(error);
    else if (m_window->room()->composer()->isVisible())
        m_window->room()->composer()->showError({error.code, errorText(error)});
    else
        m_window->room()->notice()->setText(errorText(error));
}

void RoomOffice::popUpMenu(const RoomId &room, Where where, const QPoint &place)
{
    const auto *there = m_client->room(room);
    if (!there)
        return;
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"roomMenu"_s);
    const auto add = [&](const QString &iconName, const QString &text, const QString &name,
                         auto action) {
        menu->addAction(icon(iconName), text, this, action)->setObjectName(name);
    };
    if (!there->isJoined()) {
        add(u"log-in"_s, tr("Join"), u"joinAction"_s, [this, room] { m_client->joinRoom(room); });
        menu->popup(place);
        return;
    }
    if (where == Where::List)
        add(u"check"_s, tr("Mark as read"), u"readAction"_s,
            [this, room] { m_client->markRead(room); });
    if (there->isDirect()) {
        addBlocking(menu, room);
    } else {
        add(u"settings"_s, tr("Room settings…"), u"settingsAction"_s,
            [this, room] { Q_EMIT settingsRequested(room); });
        if (allows(there->summary, m_client->roleIn(room), Right::AddPeople))
            add(u"user-plus"_s, tr("Add people…"), u"addPeopleAction"_s,
                [this, room] { addPeople(room); });
        add(u"log-out"_s, tr("Leave room"), u"leaveAction"_s, [this, room] { leave(room); });
    }
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(place);
}

void RoomOffice::addBlocking(QMenu *menu, const RoomId &room)
{
    const auto others = othersIn(m_client->room(room)->summary, m_client->self().id);
    if (others.size() != 1)
        return;
    const auto &other = others.front();
    const bool isBlocked = m_client->moderation().isBlocked(other.id);
    const auto text = isBlocked ? tr("Unblock %1") : tr("Block %1");
    menu->addAction(icon(u"ban"_s), text.arg(other.name), this,
                    [this, id = other.id, isBlocked] {
                        m_client->inquiries().ask(protocol::SetBlocked{{}, id, !isBlocked}, this,
                                                  [this](const auto &answer) {
                                                      if (!answer)
                                                          tell(answer.error());
                                                  });
                    })
        ->setObjectName(u"blockAction"_s);
}

} // namespace hobnob::desktop
