// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/credentials.h"
#include "desktop/client/door.h"

#include <QObject>

namespace hobnob::desktop
{

class ChatClient;
class ConnectPage;
class Profile;

/// From the first screen to the client: asks the server that is named what it offers, tells the
/// page, and makes credentials of what the person fills in.
class Entrance final : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    Entrance(ChatClient *client, const Profile *profile, ConnectPage *page,
             QObject *parent = nullptr);

    /// At the start: what was used last, as typed.
    void prepare(const QString &address, const QString &name);
    /// The same, and asks that server at once.
    void begin(const QString &address, const QString &name);
    /// After one was in: with that server and name, and \a notice above the form.
    void reopen(const QString &notice = {});

Q_SIGNALS:
    void enterRequested(const ServerAddress &address, const Credentials &credentials);

private:
    void wirePage();
    void wireDoor();
    void look(const QString &typed);
    void offer(const protocol::Welcome &welcome);
    void showProblem(LinkProblem problem);
    void enter(const Credentials &credentials);

    ChatClient *m_client;
    const Profile *m_profile;
    ConnectPage *m_page;
    Door m_door;
    ServerAddress m_address;
    /// The code of the link that was given; empty for none.
    QString m_link;
    protocol::Welcome m_welcome;
};

} // namespace hobnob::desktop
