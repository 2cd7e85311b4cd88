// SPDX-FileCopyrightText: Hobnob contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "desktop/client/accountdesk.h"
#include "desktop/client/drafts.h"
#include "desktop/client/inquiries.h"
#include "desktop/client/localdata.h"
#include "desktop/client/logsync.h"
#include "desktop/client/looks.h"
#include "desktop/client/moderation.h"
#include "desktop/client/people.h"
#include "desktop/client/picturebook.h"
#include "desktop/client/postman.h"
#include "desktop/client/profilekeeper.h"
#include "desktop/client/readmarks.h"
#include "desktop/client/roommaker.h"
#include "desktop/client/roomsync.h"
#include "desktop/client/serverlink.h"
#include "desktop/client/typingnotifier.h"

namespace hobnob::desktop
{

class Profile;
class TokenVault;

/// What ChatClient is made of, and what the parts tell each other; what they tell the outside is
/// ChatClient's. Each part outlives those that are named after it.
struct ClientParts {
    ClientParts(Profile *itsProfile, ServerLink::Timing timing);

    void setSelf(const protocol::User &user);
    struct Recalled {
        ServerMemory memory;
        /// With the token, when they were in last and bring nothing else.
        Credentials credentials;
        ProfileKeeper::Person person;
    };
    /// What is known of the server for this person.
    [[nodiscard]] Recalled recall(const ServerAddress &address, Credentials credentials) const;
    /// Connects, with the token that the vault has for us when it has one.
    void start();
    /// Takes what this computer keeps of the person and server that link is prepared for.
    void restore(const Recalled &recalled);
    /// A guest made an account, and stays who they are.
    void becomeAccount(const protocol::LoggedIn &session);
    /// What the server tells on its own.
    void take(const protocol::ServerMessage &message);
    void take(const protocol::SelfChanged &fact);
    void enter(const protocol::Welcome &welcome, const protocol::LoggedIn &session);
    void take(const protocol::RoomEvent &fact);
    void take(const protocol::Gap &fact);
    void leave(const RoomId &room);

    Profile *profile;
    ServerLink link;
    AccountDesk desk;
    Inquiries inquiries;
    Moderation moderation;
    Looks looks;
    PictureBook pictures{&link};
    RoomDirectory directory;
    Outbox outbox;
    LocalData local;
    RoomSync rooms;
    RoomMaker maker;
    LogSync logs;
    People people;
    ReadMarks marks;
    Postman postman;
    Drafts drafts;
    ProfileKeeper keeper;
    TypingNotifier typing;
    protocol::User self;
    /// What the server calls itself.
    QString serverName;
    TokenVault *vault = nullptr;
    bool isTokenInVault = false;
    protocol::Presence presence = protocol::Presence::Here;

private:
    /// What was asked of the vault before is nobody's any more when it is another.
    int m_fetch = 0;

    void wireRooms();
    void wireLogs();
    void remember(const protocol::User &user);
    void enterRoom(const protocol::Joined &answer);
    void keepRoom(const RoomId &room);
};

} // namespace hobnob::desktop
