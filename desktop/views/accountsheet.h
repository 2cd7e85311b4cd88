// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/accountdesk.h"
#include "desktop/views/sheet.h"

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace hobnob::desktop
{

class AccountPane;
class DevicesPane;
class FactorPane;
class InvitePane;
class Label;
class LeavePane;
class PaneScroll;
class PasswordPane;
class ProfilePane;
class SettingsRow;
class SignUpPane;

/// The account's settings: a list of what can be set, each line of which leads to its page. Guests
/// find the way to an account.
class AccountSheet final : public Sheet
{
    Q_OBJECT

public:
    explicit AccountSheet(QWidget *parent);

    void ask();
    /// Straight to making an account.
    void askSignUp();
    void setPerson(const protocol::User &user, const protocol::Self &self);
    /// Which page the answer to \a act belongs to; nullptr for none.
    [[nodiscard]] AccountPane *paneOf(AccountDesk::Act act) const;
    void showPane(AccountPane *pane);
    void showList();

    [[nodiscard]] ProfilePane *profile() const { return m_profile; }
    [[nodiscard]] PasswordPane *password() const { return m_password; }
    [[nodiscard]] FactorPane *factor() const { return m_factor; }
    [[nodiscard]] DevicesPane *devices() const { return m_devices; }
    [[nodiscard]] InvitePane *invite() const { return m_invite; }
    [[nodiscard]] LeavePane *leave() const { return m_leave; }
    [[nodiscard]] SignUpPane *signUp() const { return m_signUp; }

Q_SIGNALS:
    void signOutRequested();

private:
    void buildHead();
    void buildList();
    SettingsRow *addRow(const QString &objectName, const QString &iconName, const QString &text,
                        AccountPane *pane);
    void showHead(const QString &title, bool inList);

    QToolButton *m_back;
    Label *m_title;
    PaneScroll *m_panes;
    QWidget *m_list;
    Label *m_who;
    ProfilePane *m_profile;
    PasswordPane *m_password;
    FactorPane *m_factor;
    DevicesPane *m_devices;
    InvitePane *m_invite;
    LeavePane *m_leave;
    SignUpPane *m_signUp;
    QList<SettingsRow *> m_accountRows;
    SettingsRow *m_signUpRow;
    SettingsRow *m_profileRow;
    SettingsRow *m_factorRow;
    SettingsRow *m_inviteRow;
    SettingsRow *m_lastRow = nullptr;
};

} // namespace hobnob::desktop
