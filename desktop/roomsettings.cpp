// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/roomsettings.h"

#include "desktop/client/chatclient.h"
#include "desktop/models/personlistmodel.h"
#include "desktop/models/roomtitle.h"
#include "desktop/peopleoffice.h"
#include "desktop/views/auditpane.h"
#include "desktop/views/mainwindow.h"
#include "desktop/views/roomaboutpane.h"
#include "desktop/views/roomendpane.h"
#include "desktop/views/roompeoplepane.h"
#include "desktop/views/roomrulespane.h"
#include "desktop/views/roomsheet.h"
#include "desktop/views/sanctionspane.h"

#include <QMenu>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

RoomSettings::RoomSettings(ChatClient *client, PeopleOffice *people, MainWindow *window,
                           QObject *parent)
    : QObject(parent), m_client(client), m_people(people), m_window(window)
{
    const auto ifOpen = [this](const RoomId &room) {
        if (m_sheet && m_sheet->isVisible() && room == m_room)
            refresh();
    };
    connect(client, &ChatClient::roomChanged, this, ifOpen);
    connect(client, &ChatClient::roomRemoved, this, [this](const RoomId &room) {
        if (m_sheet && room == m_room)
            m_sheet->dismiss();
    });
    // Whoever wrote to somebody from here is elsewhere now.
    connect(client, &ChatClient::roomOpened, this, [this] {
        if (m_sheet)
            m_sheet->dismiss();
    });
    connect(client, &ChatClient::membersChanged, this,
            [this](const protocol::MembersChanged &change) {
                if (m_sheet && m_sheet->isVisible() && change.room == m_room &&
                    m_sheet->pane() == m_sheet->people())
                    search(m_searched);
            });
}

RoomSheet *RoomSettings::sheet()
{
    if (!m_sheet) {
        m_sheet = new RoomSheet(m_window);
        wirePanes();
    }
    return m_sheet;
}

void RoomSettings::open(const RoomId &room)
{
    if (!m_client->room(room))
        return;
    m_room = room;
    m_description.clear();
    auto *shown = sheet();
    refresh();
    shown->ask();
    m_client->inquiries().ask(protocol::GetRoom{{}, room}, shown,
                              [this, room](const Result<protocol::RoomDetails> &answer) {
                                  if (!answer || room != m_room)
                                      return;
                                  m_description = answer->description;
                                  refresh();
                              });
}

void RoomSettings::refresh()
{
    const auto *room = m_client->room(m_room);
    if (room && room->isJoined())
        m_sheet->setRoom({{}, room->summary, m_description}, m_client->roleIn(m_room));
    else
        m_sheet->dismiss();
}

void RoomSettings::wirePanes()
{
    connect(m_sheet->about(), &RoomAboutPane::saveRequested, this,
            [this](const protocol::ChangeRoom &change) {
                m_client->inquiries().ask(
                    change, m_sheet, [this, change](const Result<protocol::Accepted> &answer) {
                        if (!answer) {
                            m_sheet->about()->showError(answer.error());
                            return;
                        }
                        m_description = change.description.value_or(m_description);
                        refresh();
                        m_sheet->about()->showDone(tr("Saved."));
                    });
            });
    connect(m_sheet->about(), &RoomAboutPane::pictureRequested, this,
            [this](const QByteArray &png) {
                const protocol::SetPicture wanted{{}, m_room, QString::fromLatin1(png.toBase64())};
                m_client->inquiries().ask(
                    wanted, m_sheet, [this](const Result<protocol::PictureSet> &answer) {
                        if (answer)
                            m_sheet->about()->showDone(tr("Saved."));
                        else
                            m_sheet->about()->showPictureError(answer.error());
                    });
            });
    connect(m_sheet->rules(), &RoomRulesPane::changeRequested, this,
            [this](const protocol::ChangeRoom &change) {
                request(change, m_sheet->rules(), tr("Saved."));
            });
    auto *people = m_sheet->people();
    connect(people, &RoomPeoplePane::searched, this, &RoomSettings::search);
    connect(people, &RoomPeoplePane::menuRequested, this, &RoomSettings::popUpMenu);
    connect(people, &RoomPeoplePane::addRequested, this,
            [this] { Q_EMIT addPeopleRequested(m_room); });
    auto *sanctions = m_sheet->sanctions();
    connect(sanctions, &SanctionsPane::listRequested, this, &RoomSettings::listSanctions);
    connect(sanctions, &SanctionsPane::liftRequested, this,
            [this, sanctions](const protocol::Sanction &sanction) {
                const auto act = sanction.kind == protocol::SanctionKind::Ban
                                     ? protocol::ModerationAct::Unban
                                     : protocol::ModerationAct::Unmute;
                m_client->inquiries().ask(
                    protocol::Moderate{{}, m_room, sanction.person.id, act, {}, {}}, m_sheet,
                    [this, sanctions](const Result<protocol::Accepted> &answer) {
                        if (!answer) {
                            sanctions->showError(answer.error());
                            return;
                        }
                        sanctions->showDone(tr("Lifted."));
                        listSanctions();
                    });
            });
    connect(m_sheet->activity(), &AuditPane::pageRequested, this, &RoomSettings::loadAudit);
    auto *end = m_sheet->end();
    connect(end, &RoomEndPane::archiveRequested, this, [this, end](bool archived) {
        protocol::ChangeRoom change{{}, m_room};
        change.archived = archived;
        request(change, end, archived ? tr("The room is archived.") : tr("The room is back."));
    });
    connect(end, &RoomEndPane::deleteRequested, this, [this, end] {
        request(protocol::DeleteRoom{{}, m_room}, end, {});
    });
}

template <typename Request>
void RoomSettings::request(Request wanted, SettingsPane *pane, const QString &done)
{
    m_client->inquiries().ask(std::move(wanted), m_sheet, [pane, done](const auto &answer) {
        if (answer)
            pane->showDone(done);
        else
            pane->showError(answer.error());
    });
}

void RoomSettings::search(const QString &text)
{
    m_searched = text;
    protocol::GetMembers wanted{{}, m_room, {}};
    if (!text.isEmpty())
        wanted.query = text;
    m_client->inquiries().ask(wanted, m_sheet,
                              [this, text, room = m_room](const Result<protocol::Members> &answer) {
                                  if (room != m_room)
                                      return;
                                  if (!answer) {
                                      m_sheet->people()->showError(answer.error());
                                      return;
                                  }
                                  m_client->looks().noteAll(answer->members);
                                  m_found.clear();
                                  QList<PersonRow> rows;
                                  for (const auto &member : answer->members) {
                                      m_found.insert(member.id, member);
                                      rows.append(rowOf(member));
                                  }
                                  m_sheet->people()->showFound(text, rows);
                              });
}

PersonRow RoomSettings::rowOf(const protocol::Member &member) const
{
    const auto look = m_client->looks().of(member.id);
    return {{member.id, member.name, look.hue, look.picture},
            member.presence,
            member.status,
            member.mutedUntil ? tr("Muted") : roleWord(member.role),
            member.kind == protocol::PersonKind::Bot};
}

void RoomSettings::popUpMenu(const UserId &person, const QPoint &place)
{
    const auto member = m_found.constFind(person);
    if (member == m_found.cend())
        return;
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"memberMenu"_s);
    m_people->fill(menu, PeopleOffice::subjectOf(m_room, *member));
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(place);
}

void RoomSettings::listSanctions()
{
    m_client->inquiries().ask(protocol::GetSanctions{{}, m_room}, m_sheet,
                              [this](const Result<protocol::Sanctions> &answer) {
                                  if (answer)
                                      m_sheet->sanctions()->setSanctions(answer->sanctions);
                                  else
                                      m_sheet->sanctions()->showError(answer.error());
                              });
}

void RoomSettings::loadAudit(std::optional<qint64> before)
{
    m_client->inquiries().ask(protocol::GetAudit{{}, before, m_room}, m_sheet,
                              [this](const Result<protocol::AuditLog> &answer) {
                                  if (answer)
                                      m_sheet->activity()->addPage(*answer);
                                  else
                                      m_sheet->activity()->showError(answer.error());
                              });
}

} // namespace hobnob::desktop
