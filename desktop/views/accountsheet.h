// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/accountdesk.h"
#include "desktop/views/settingssheet.h"

#include <QPointer>

namespace hobnob::desktop
{

class AnnouncePane;
class AuditPane;
class DevicesPane;
class FactorPane;
class InvitePane;
class LeavePane;
class PasswordPane;
class ProfilePane;
class SignUpPane;

/// The account's settings, and for administrators what they do for the whole server. Guests find
/// the way to an account.
class AccountSheet final : public SettingsSheet
{
    Q_OBJECT

public:
    explicit AccountSheet(QWidget *parent);

    void ask();
    /// Straight to making an account.
    void askSignUp();
    void setPerson(const protocol::User &user, const protocol::Self &self);
    /// Which page the answer to \a act belongs to; nullptr for none.
    [[nodiscard]] SettingsPane *paneOf(AccountDesk::Act act) const;

    [[nodiscard]] ProfilePane *profile() const { return m_profile; }
    [[nodiscard]] PasswordPane *password() const { return m_password; }
    [[nodiscard]] FactorPane *factor() const { return m_factor; }
    [[nodiscard]] DevicesPane *devices() const { return m_devices; }
    [[nodiscard]] InvitePane *invite() const { return m_invite; }
    [[nodiscard]] LeavePane *leave() const { return m_leave; }
    [[nodiscard]] SignUpPane *signUp() const { return m_signUp; }

Q_SIGNALS:
    void signOutRequested();
    // These pages are made when one first goes there.
    void auditMade(AuditPane *pane);
    void announceMade(AnnouncePane *pane);

private:
    void buildRows();
    SettingsPane *audit();
    SettingsPane *announce();

    Label *m_who;
    ProfilePane *m_profile;
    PasswordPane *m_password;
    FactorPane *m_factor;
    DevicesPane *m_devices;
    InvitePane *m_invite;
    LeavePane *m_leave;
    SignUpPane *m_signUp;
    QPointer<AuditPane> m_audit;
    QPointer<AnnouncePane> m_announce;
    QList<SettingsRow *> m_accountRows;
    QList<SettingsRow *> m_administratorRows;
    SettingsRow *m_signUpRow;
    SettingsRow *m_profileRow;
    SettingsRow *m_factorRow;
};

} // namespace hobnob::desktop
