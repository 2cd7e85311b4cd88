// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/accountdesk.h"

#include <QObject>

namespace hobnob::desktop
{

class AccountSheet;
class ChatClient;

/// Between the account's settings and the client: hands on what the pages ask for, and shows on the
/// right page what came of it.
class AccountOffice final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    AccountOffice(ChatClient *client, AccountSheet *sheet, QObject *parent = nullptr);

    /// A guest who is in can make an account here.
    [[nodiscard]] bool offersAccount() const;

Q_SIGNALS:
    /// One is out, by intent. \a notice: what to say above the form that lets one in again.
    void left(const QString &notice);

private:
    void wireRequests();
    void wireAnswers();
    void accept(AccountDesk::Act act);
    void leave(AccountDesk::Act act);
    void makeAccount(const QString &name, const QString &password, const QString &link);
    void saveCodes(const QString &codes);
    void showPerson();

    ChatClient *m_client;
    AccountDesk *m_desk;
    AccountSheet *m_sheet;
    protocol::Registration m_registration = protocol::Registration::Open;
};

} // namespace hobnob::desktop
