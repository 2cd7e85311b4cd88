// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/accountsheet.h"

#include "desktop/views/announcepane.h"
#include "desktop/views/appstyle.h"
#include "desktop/views/auditpane.h"
#include "desktop/views/devicespane.h"
#include "desktop/views/factorpane.h"
#include "desktop/views/invitepane.h"
#include "desktop/views/label.h"
#include "desktop/views/leavepane.h"
#include "desktop/views/passwordpane.h"
#include "desktop/views/profilepane.h"
#include "desktop/views/settingsrow.h"
#include "desktop/views/signuppane.h"

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using Act = AccountDesk::Act;

namespace
{

constexpr int cardWidth = 440;

} // namespace

AccountSheet::AccountSheet(QWidget *parent)
    : SettingsSheet(cardWidth, u"account"_s, tr("Account"), parent),
      m_who(new Label(TextSize::Base, LabelTone::Muted, this)), m_profile(new ProfilePane(this)),
      m_password(new PasswordPane(this)), m_factor(new FactorPane(this)),
      m_devices(new DevicesPane(this)), m_invite(new InvitePane(this)),
      m_leave(new LeavePane(this)), m_signUp(new SignUpPane(this))
{
    setObjectName(u"accountSheet"_s);
    m_who->setObjectName(u"accountWho"_s);
    m_who->setWordWrap(true);
    addIntroduction(m_who);
    buildRows();
}

void AccountSheet::buildRows()
{
    m_signUpRow = addRow(u"rowSignUp"_s, u"key-round"_s, tr("Make an account"), m_signUp);
    m_profileRow = addRow(u"rowProfile"_s, u"user-round"_s, m_profile->title(), m_profile);
    auto *password = addRow(u"rowPassword"_s, u"key-round"_s, m_password->title(), m_password);
    m_factorRow = addRow(u"rowFactor"_s, u"shield-check"_s, m_factor->title(), m_factor);
    auto *devices = addRow(u"rowDevices"_s, u"monitor-smartphone"_s, m_devices->title(), m_devices);
    auto *invite = addRow(u"rowInvite"_s, u"user-plus"_s, m_invite->title(), m_invite);
    auto *announce = addRow(u"rowAnnounce"_s, u"megaphone"_s, tr("Announce"),
                            [this] { return this->announce(); });
    auto *audit =
        addRow(u"rowAudit"_s, u"scroll-text"_s, tr("Audit log"), [this] { return this->audit(); });
    auto *signOut = addRow(u"rowSignOut"_s, u"log-out"_s, tr("Sign out"), nullptr);
    auto *leave = addRow(u"rowLeave"_s, u"user-round-x"_s, m_leave->title(), m_leave);
    leave->setProperty(destructiveProperty, true);
    m_accountRows = {m_profileRow, password, m_factorRow, devices, signOut, leave};
    m_administratorRows = {invite, announce, audit};
    connect(signOut, &SettingsRow::clicked, this, &AccountSheet::signOutRequested);
}

SettingsPane *AccountSheet::audit()
{
    if (!m_audit) {
        m_audit = new AuditPane(tr("Audit log"), RoomNames::Shown, this);
        addPane(m_audit);
        Q_EMIT auditMade(m_audit);
    }
    return m_audit;
}

SettingsPane *AccountSheet::announce()
{
    if (!m_announce) {
        m_announce = new AnnouncePane(this);
        addPane(m_announce);
        Q_EMIT announceMade(m_announce);
    }
    return m_announce;
}

void AccountSheet::ask()
{
    openList();
}

void AccountSheet::askSignUp()
{
    open(nullptr);
    showPane(m_signUp);
}

void AccountSheet::setPerson(const protocol::User &user, const protocol::Self &self)
{
    const bool isAccount = self.kind == protocol::PersonKind::Account;
    const bool isAdministrator = self.role == protocol::ServerRole::Administrator;
    m_who->setText(!isAccount ? tr("You are here as a guest, as %1. An account keeps your name and "
                                   "lets you sign in from anywhere.")
                                    .arg(user.name)
                   : isAdministrator
                       ? tr("Signed in as %1. You look after this server.").arg(self.login)
                       : tr("Signed in as %1.").arg(self.login));
    for (auto *row : m_accountRows)
        row->setVisible(isAccount);
    m_signUpRow->setVisible(!isAccount);
    for (auto *row : m_administratorRows)
        row->setVisible(isAccount && isAdministrator);
    m_profileRow->setValue(user.name);
    m_factorRow->setValue(self.twoFactor ? tr("On") : tr("Off"));
    m_profile->setPerson(user, self);
    m_password->setLogin(self.login);
    m_factor->setOn(self.twoFactor);
    m_signUp->setName(user.name);
}

SettingsPane *AccountSheet::paneOf(Act act) const
{
    switch (act) {
    case Act::MakeAccount:
        return m_signUp;
    case Act::ChangePassword:
        return m_password;
    case Act::StartTwoFactor:
    case Act::ConfirmTwoFactor:
    case Act::StopTwoFactor:
        return m_factor;
    case Act::ListSessions:
    case Act::EndSession:
        return m_devices;
    case Act::SetProfile:
    case Act::SetPicture:
        return m_profile;
    case Act::MakeInvite:
        return m_invite;
    case Act::Deactivate:
    case Act::Delete:
        return m_leave;
    case Act::SignOut:
        return nullptr;
    }
    Q_UNREACHABLE();
}

} // namespace hobnob::desktop
