// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/views/accountsheet.h"

#include "desktop/views/appstyle.h"
#include "desktop/views/devicespane.h"
#include "desktop/views/factorpane.h"
#include "desktop/views/invitepane.h"
#include "desktop/views/label.h"
#include "desktop/views/leavepane.h"
#include "desktop/views/panescroll.h"
#include "desktop/views/passwordpane.h"
#include "desktop/views/profilepane.h"
#include "desktop/views/settingsrow.h"
#include "desktop/views/signuppane.h"
#include "desktop/views/toolbutton.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace hobnob::desktop
{

using namespace Qt::StringLiterals;
using Act = AccountDesk::Act;

namespace
{

constexpr int cardWidth = 440;

} // namespace

AccountSheet::AccountSheet(QWidget *parent)
    : Sheet(cardWidth, parent), m_back(makeToolButton(u"accountBack"_s, u"chevron-left"_s,
                                                      tr("Back"), tr("Back (Alt+Left)"), this)),
      m_title(new Label(TextSize::Title, LabelTone::Text, TextWeight::SemiBold, this)),
      m_panes(new PaneScroll(this)), m_list(new QWidget(m_panes)),
      m_who(new Label(TextSize::Base, LabelTone::Muted, m_list)), m_profile(new ProfilePane(this)),
      m_password(new PasswordPane(this)), m_factor(new FactorPane(this)),
      m_devices(new DevicesPane(this)), m_invite(new InvitePane(this)),
      m_leave(new LeavePane(this)), m_signUp(new SignUpPane(this))
{
    setObjectName(u"accountSheet"_s);
    setAccessibleName(tr("Account"));
    buildHead();
    buildList();
    m_panes->addPane(m_list);
    for (auto *pane : {static_cast<AccountPane *>(m_profile),
                       static_cast<AccountPane *>(m_password), static_cast<AccountPane *>(m_factor),
                       static_cast<AccountPane *>(m_devices), static_cast<AccountPane *>(m_invite),
                       static_cast<AccountPane *>(m_leave), static_cast<AccountPane *>(m_signUp)})
        m_panes->addPane(pane);
    content()->addWidget(m_panes);
}

void AccountSheet::buildHead()
{
    m_title->setObjectName(u"accountTitle"_s);
    auto *close = makeToolButton(u"accountClose"_s, u"x"_s, tr("Close"), tr("Close (Esc)"), this);
    auto *head = new QHBoxLayout;
    head->setSpacing(tokens::space[1]);
    head->addWidget(m_back);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    content()->addLayout(head);
    m_back->setShortcut(QKeySequence::Back);
    connect(m_back, &QToolButton::clicked, this, &AccountSheet::showList);
    connect(close, &QToolButton::clicked, this, &AccountSheet::dismiss);
}

void AccountSheet::buildList()
{
    m_who->setObjectName(u"accountWho"_s);
    m_who->setWordWrap(true);
    auto *column = new QVBoxLayout(m_list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_who);
    column->addSpacing(tokens::space[3]);
    m_signUpRow = addRow(u"rowSignUp"_s, u"key-round"_s, tr("Make an account"), m_signUp);
    m_profileRow = addRow(u"rowProfile"_s, u"user-round"_s, m_profile->title(), m_profile);
    auto *password = addRow(u"rowPassword"_s, u"key-round"_s, m_password->title(), m_password);
    m_factorRow = addRow(u"rowFactor"_s, u"shield-check"_s, m_factor->title(), m_factor);
    auto *devices = addRow(u"rowDevices"_s, u"monitor-smartphone"_s, m_devices->title(), m_devices);
    m_inviteRow = addRow(u"rowInvite"_s, u"user-plus"_s, m_invite->title(), m_invite);
    auto *signOut = addRow(u"rowSignOut"_s, u"log-out"_s, tr("Sign out"), nullptr);
    auto *leave = addRow(u"rowLeave"_s, u"user-round-x"_s, m_leave->title(), m_leave);
    leave->setProperty(destructiveProperty, true);
    m_accountRows = {m_profileRow, password, m_factorRow, devices, signOut, leave};
    connect(signOut, &SettingsRow::clicked, this, &AccountSheet::signOutRequested);
}

SettingsRow *AccountSheet::addRow(const QString &objectName, const QString &iconName,
                                  const QString &text, AccountPane *pane)
{
    auto *row = new SettingsRow(objectName, iconName, text, m_list);
    m_list->layout()->addWidget(row);
    if (pane)
        connect(row, &SettingsRow::clicked, this, [this, pane, row] {
            m_lastRow = row;
            showPane(pane);
        });
    return row;
}

void AccountSheet::ask()
{
    m_lastRow = nullptr;
    open(nullptr);
    showList();
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
    m_inviteRow->setVisible(isAccount && isAdministrator);
    m_profileRow->setValue(user.name);
    m_factorRow->setValue(self.twoFactor ? tr("On") : tr("Off"));
    m_profile->setPerson(user, self);
    m_password->setLogin(self.login);
    m_factor->setOn(self.twoFactor);
    m_signUp->setName(user.name);
}

AccountPane *AccountSheet::paneOf(Act act) const
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

void AccountSheet::showPane(AccountPane *pane)
{
    m_panes->showPane(pane);
    showHead(pane->title(), false);
    pane->begin();
    pane->firstField()->setFocus(Qt::OtherFocusReason);
}

void AccountSheet::showList()
{
    m_panes->showPane(m_list);
    showHead(tr("Account"), true);
    auto *row = m_lastRow && m_lastRow->isVisible() ? m_lastRow
                : m_signUpRow->isVisible()          ? m_signUpRow
                                                    : m_profileRow;
    row->setFocus(Qt::OtherFocusReason);
}

void AccountSheet::showHead(const QString &title, bool inList)
{
    m_title->setText(title);
    m_back->setVisible(!inList);
}

} // namespace hobnob::desktop
