// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/roomsheet.h"

#include "desktop/client/rights.h"
#include "desktop/models/roomtitle.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/auditpane.h"
#include "desktop/views/roomaboutpane.h"
#include "desktop/views/roomendpane.h"
#include "desktop/views/roompeoplepane.h"
#include "desktop/views/roomrulespane.h"
#include "desktop/views/sanctionspane.h"
#include "desktop/views/settingsrow.h"

#include <QLocale>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int cardWidth = 480;

} // namespace

RoomSheet::RoomSheet(QWidget *parent)
    : SettingsSheet(cardWidth, u"room"_s, tr("Room settings"), parent),
      m_about(new RoomAboutPane(this)), m_rules(new RoomRulesPane(this)),
      m_people(new RoomPeoplePane(this)), m_sanctions(new SanctionsPane(this)),
      m_activity(new AuditPane(tr("Activity"), RoomNames::Known, this)),
      m_end(new RoomEndPane(this)),
      m_aboutRow(addRow(u"rowRoomAbout"_s, u"hash"_s, m_about->title(), m_about)),
      m_rulesRow(addRow(u"rowRoomRules"_s, u"shield"_s, m_rules->title(), m_rules)),
      m_peopleRow(addRow(u"rowRoomPeople"_s, u"users"_s, m_people->title(), m_people)),
      m_sanctionsRow(addRow(u"rowRoomSanctions"_s, u"gavel"_s, m_sanctions->title(), m_sanctions)),
      m_activityRow(
          addRow(u"rowRoomActivity"_s, u"scroll-text"_s, m_activity->title(), m_activity)),
      m_endRow(addRow(u"rowRoomEnd"_s, u"archive"_s, m_end->title(), m_end))
{
    setObjectName(u"roomSheet"_s);
    m_endRow->setProperty(destructiveProperty, true);
}

void RoomSheet::ask()
{
    openList();
}

void RoomSheet::setRoom(const protocol::RoomDetails &details, protocol::Role role)
{
    const auto &room = details.room;
    const bool mayManage = allows(room, role, Right::Manage);
    const bool mayChange = mayManage && !room.archived;
    setListTitle(room.name);
    m_about->setRoom(details, mayChange ? RoomAboutPane::Leave::All
                              : allows(room, role, Right::SetTopic)
                                  ? RoomAboutPane::Leave::Topic
                                  : RoomAboutPane::Leave::Nothing);
    m_rules->setRoom(room, mayChange ? RoomRulesPane::Leave::Change : RoomRulesPane::Leave::Read);
    m_people->setAddingAllowed(allows(room, role, Right::AddPeople));
    m_end->setRoom(room);
    m_aboutRow->setValue(room.topic);
    m_rulesRow->setValue(room.kind == protocol::RoomKind::Private ? tr("Private") : tr("Public"));
    m_peopleRow->setValue(QLocale().toString(room.memberCount));
    m_endRow->setValue(room.archived ? tr("Archived") : QString());
    m_sanctionsRow->setVisible(allows(room, role, Right::Moderate) || mayManage);
    m_activityRow->setVisible(mayManage);
    m_endRow->setVisible(mayManage);
}

} // namespace hobnob::desktop
